/// Why a game could not be made.
public struct GameError: Error, Hashable, Sendable {
  /// What kind of mistake it is.
  public enum Code: Sendable {
    /// No game of that name.
    case unknownGame
    /// The game or method has no parameter of that name.
    case unknownParameter
    /// A parameter's text is not a value of its kind, or the value is out of range.
    case invalidParameter
    /// The game needs data and got none.
    case missingData
    /// A data file could not be read as a table of numbers.
    case invalidData
  }

  /// What kind of mistake it is.
  public let code: Code
  /// One sentence without a full stop.
  public let message: String
  /// The next move to try, as a sentence or a command; nil if there is none to give.
  public let hint: String?

  /// Describes a mistake.
  public init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
