/// Why a trajectory could not be looked at.
public struct CycleError: Error, Hashable, Sendable {
  /// What kind of mistake it is.
  public enum Code: Sendable {
    /// Rows of different lengths, or a number of values that the channels do not divide.
    case raggedRows
    /// A player's channels are not channels of the trajectory, or the players overlap.
    case invalidPlayers
    /// A series beside the trajectory has another length.
    case mismatchedSeries
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
