/// Numbers as text that reads back to the same bits.
enum ExchangeNumber {
  /// The shortest decimal, or `NaN`, `Inf`, `-Inf`.
  static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if !value.isFinite { return value > 0 ? "Inf" : "-Inf" }
    return "\(value)"
  }

  /// The number that a program wrote: decimals, and NaN and infinities by their usual names.
  static func value(_ text: some StringProtocol) -> Double? {
    switch text.lowercased() {
    case "nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default:
      guard text.utf8.allSatisfy({ allowed.contains($0) }) else { return nil }
      return Double(text)
    }
  }

  private static let allowed = Set("0123456789.eE+-".utf8)
}
