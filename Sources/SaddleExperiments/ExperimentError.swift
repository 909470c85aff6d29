/// Why an experiment could not begin or go on.
public struct ExperimentError: Error, Hashable, Sendable {
  /// What kind of mistake it is.
  public enum Code: Sendable {
    /// A setting names no parameter of the game or the method, or one of both.
    case unknownSetting
    /// A number of the plan is out of its range.
    case invalidPlan
    /// The recorded run cannot be continued.
    case notResumable
    /// Played again, a recorded step came out otherwise.
    case notReplayable
    /// The recorded step or its game cannot be measured.
    case notAnalyzable
    /// The user asked to stop.
    case interrupted
  }

  /// What kind of mistake it is.
  public let code: Code
  /// One sentence without a full stop.
  public let message: String
  /// The next move to try; nil if there is none to give.
  public let hint: String?

  /// Describes a mistake.
  public init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
