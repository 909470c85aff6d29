public import SaddleGames
public import SaddleRecording

/// Where a training stands when a step is about to be recorded.
public struct StepMoment: Sendable {
  /// The index of the iterate.
  public let step: Int
  /// The step after which the plan ends.
  public let stepLimit: Int
  /// What is played, on the batch that the next step begins with if it is a sampled game.
  public let game: any VariationalInequality
  /// What is played as the plan names it: the same, or the sampled game itself.
  public let plannedGame: any VariationalInequality
  /// The iterate.
  public let profile: StrategyProfile
  /// What a sampled game carries from step to step; empty for others.
  public let gameState: [Double]

  /// Whether the step is due at a cadence: every K-th from 0 on, and the plan's last.
  public func isDue(every cadence: Int) -> Bool {
    step % max(1, cadence) == 0 || step == stepLimit
  }
}

/// Sees each step of a training before its record is handed over.
///
/// An observer may add to the record, attach to the recorder what belongs to the step, and end the
/// run. It sees the initial profile too, but not again the step from which a run is resumed: what it
/// adds must follow from the moment alone, or its documentation says what a resumed run lacks. It is
/// an object, so that whoever passed it can ask it afterwards.
public protocol StepObserver: AnyObject {
  /// Sees a step.
  ///
  /// - Parameters:
  ///   - moment: where the training stands.
  ///   - record: what will be recorded of it; metrics may be added.
  ///   - recorder: takes what does not fit a record, for this step.
  /// - Returns: how the run ends at this step; nil: it goes on. The first observer's word counts, after
  ///   the plan's own reasons to end.
  /// - Throws: what the recorder throws, or an error of its own; either stops the training.
  func observe(
    _ moment: StepMoment, record: inout StepRecord, recorder: any RunRecorder
  ) throws -> Outcome?
}
