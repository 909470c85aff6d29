/// Why a training could not begin.
public struct TrainingError: Error, Hashable, Sendable {
  /// What kind of mistake it is.
  public enum Code: Sendable {
    /// No method of that name.
    case unknownMethod
    /// The method cannot play this game.
    case incompatible
    /// A recorded state does not fit the game or the method.
    case invalidState
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
