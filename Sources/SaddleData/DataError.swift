/// Why data could not be had.
public struct DataError: Error, Hashable, Sendable {
  /// What kind of mistake it is.
  public enum Code: Sendable {
    /// The specification names no data set, or a setting that it does not take.
    case invalidSpecification
    /// There is no such file or folder, or the package that brings it is not installed.
    case missing
    /// A file is not what it should be: truncated, malformed, of another format.
    case invalidData
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
