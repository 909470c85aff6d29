/// The value of a parameter.
public enum ParameterValue: Hashable, Sendable {
  /// A finite real number.
  case real(Double)
  /// A whole number.
  case integer(Int)
  /// true or false.
  case flag(Bool)
  /// One of a few words.
  case choice(String)
  /// Real numbers, written `1,2.5,-3`; empty means "the game's own".
  case list([Double])
  /// Rows of real numbers, written `1,2;3,4`.
  case matrix([[Double]])
}

extension ParameterValue: CustomStringConvertible {
  /// The text that parses back to the same bits.
  public var description: String {
    switch self {
    case .real(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .flag(let value): "\(value)"
    case .choice(let word): word
    case .list(let values): values.map { "\($0)" }.joined(separator: ",")
    case .matrix(let rows):
      rows.map { $0.map { "\($0)" }.joined(separator: ",") }.joined(separator: ";")
    }
  }

  /// What kind of value it is, for messages.
  public var kind: String {
    switch self {
    case .real: "a number"
    case .integer: "a whole number"
    case .flag: "true or false"
    case .choice: "a word"
    case .list: "numbers separated by commas"
    case .matrix: "rows of numbers: commas between columns, semicolons between rows"
    }
  }
}

extension ParameterValue {
  /// Reads text as a value of the same kind as this one; nil if it is none.
  public func parse(_ text: String) -> ParameterValue? {
    switch self {
    case .real: Self.number(text).map(ParameterValue.real)
    case .integer: Int(text).map(ParameterValue.integer)
    case .flag: Bool(text).map(ParameterValue.flag)
    case .choice: .choice(text)
    case .list: Self.numbers(text).map(ParameterValue.list)
    case .matrix: Self.rows(text).map(ParameterValue.matrix)
    }
  }

  private static func number(_ text: some StringProtocol) -> Double? {
    // Spaces around a number are fine; within one they are a forgotten comma.
    let start = text.drop { $0 == " " }
    let digits = start.reversed().drop { $0 == " " }.reversed()
    return Double(String(digits)).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func numbers(_ text: some StringProtocol) -> [Double]? {
    if text.isEmpty { return [] }
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    let values = fields.compactMap { number($0) }
    return values.count == fields.count ? values : nil
  }

  private static func rows(_ text: String) -> [[Double]]? {
    let lines = text.split(separator: ";", omittingEmptySubsequences: false)
    let rows = lines.compactMap { numbers($0) }
    guard rows.count == lines.count, let width = rows.first?.count, width > 0 else { return nil }
    return rows.allSatisfy { $0.count == width } ? rows : nil
  }
}
