/// A value of a query: what a cell of its result holds, or what is bound to one of its parameters.
public enum QueryValue: Hashable, Sendable {
  /// NULL: also what SQLite makes of NaN.
  case null
  /// A whole number.
  case integer(Int64)
  /// A floating-point number; may be ±∞.
  case real(Double)
  /// Text.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  /// The value that a person means by `text` on a command line.
  ///
  /// `3` is an integer, `0.5`, `-2.` and `1e-3` are reals, anything else is text; quotes as in SQL
  /// force text, so that `'3'` is the text 3.
  public init(parsing text: String) {
    if let integer = Int64(text) {
      self = .integer(integer)
    } else if text.utf8.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") {
      let pieces = text.dropFirst().dropLast()
        .split(separator: "''", omittingEmptySubsequences: false)
      self = .text(pieces.joined(separator: "'"))
    } else if text.utf8.allSatisfy(Self.decimalCharacters.contains), let real = Double(text) {
      self = .real(real)
    } else {
      self = .text(text)
    }
  }

  private static let decimalCharacters = Set("0123456789.eE+-".utf8)
}

extension QueryValue: ExpressibleByStringLiteral {
  /// Text, whatever it looks like.
  public init(stringLiteral text: String) { self = .text(text) }
}

extension QueryValue: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension QueryValue: ExpressibleByFloatLiteral {
  /// A floating-point number.
  public init(floatLiteral value: Double) { self = .real(value) }
}

extension QueryValue: ExpressibleByNilLiteral {
  /// NULL.
  public init(nilLiteral: ()) { self = .null }
}
