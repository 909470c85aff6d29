/// What a filter may ask of a run by a fixed name, as the columns of the store are called.
public enum RunField: String, CaseIterable, Hashable, Sendable {
  /// The number in the store.
  case id
  /// The identity in every store.
  case uuid
  /// What people call it.
  case name
  /// The name of the experiment.
  case experiment
  /// The game.
  case game
  /// The method.
  case method
  /// The seed, as it was typed.
  case seed
  /// The outcome, or `running` or `crashed`.
  case status
  /// How it ended; missing while it runs and after a crash.
  case outcome
  /// The number of recorded steps.
  case stepCount
  /// The last recorded step; missing if there is none.
  case lastStep
  /// Seconds that the record covers.
  case wallSeconds
  /// When the record began.
  case startedAt
  /// When it ended.
  case endedAt
  /// The length of x.
  case minimizerCount
  /// The length of y.
  case maximizerCount
  /// The machine.
  case host
  /// The version of the recorder.
  case version
  /// The commit of the working directory.
  case gitCommit
  /// The words that people gave it; a test is true if it is of one of them.
  case tag
  /// What people wrote of it.
  case note
  /// When it was put away.
  case archivedAt
  /// The newest verdict on both players in one word; missing if the run was never judged.
  case verdict
  /// The chance that the verdict is right.
  case verdictConfidence
  /// The period of a verdict that turns, in steps.
  case verdictPeriod
  /// How many alerts of the run stand.
  case openAlerts

  /// Whether it is an instant, compared with a date in quotes or `ago(…)`.
  public var isInstant: Bool { [.startedAt, .endedAt, .archivedAt].contains(self) }
}
