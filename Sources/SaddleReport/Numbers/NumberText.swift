/// How numbers are written: exactly for machines, shortly for people.
enum NumberText {
  /// The shortest text that reads back to the same bits: `0.1`, `1e-05`, `5e-324`.
  ///
  /// - Precondition: the value is finite.
  static func exact(_ value: Double) -> String {
    precondition(value.isFinite, "\(value) is written by each format in its own way")
    return value.description
  }

  /// At most `digits` significant digits in ASCII: `0.001235`, `1.23457e-12`; `NaN`, `Inf`, `-Inf`.
  static func compact(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite else { return nonfinite(value) }
    let number = DecimalDigits(value).rounded(to: digits)
    guard !number.isZero else { return "0" }
    let sign = number.isNegative ? "-" : ""
    guard isScientific(number, digits: digits) else { return sign + plain(number) }
    return "\(sign)\(mantissa(number))e\(number.exponent)"
  }

  /// At most `digits` significant digits, as printed books set them: `−1.235×10⁻¹²`, `12,350`.
  static func typographic(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    let number = DecimalDigits(value).rounded(to: digits)
    guard !number.isZero else { return "0" }
    let sign = number.isNegative ? "−" : ""
    guard isScientific(number, digits: max(digits, 5)) else {
      return sign + grouped(plain(number))
    }
    let power = "10" + superscript(number.exponent)
    return sign + (number.digits == [1] ? power : "\(mantissa(number))×\(power)")
  }

  /// A whole number in groups of three digits: `12,000`.
  static func count(_ value: Int) -> String { grouped(String(value)) }

  /// An exponent in superscript digits: `⁻¹²`.
  static func superscript(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(
      String(value).map { $0 == "-" ? "⁻" : digits[$0.wholeNumberValue ?? 0] })
  }

  /// `NaN`, `Inf` or `-Inf`.
  static func nonfinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "-Inf" : "Inf"
  }

  private static func isScientific(_ number: DecimalDigits, digits: Int) -> Bool {
    number.exponent < -4 || number.exponent >= digits
  }

  private static func plain(_ number: DecimalDigits) -> String {
    let digits = number.digits.map { Character(UnicodeScalar($0 + UInt8(ascii: "0"))) }
    let point = number.pointPosition
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + String(digits) }
    if point >= digits.count {
      return String(digits) + String(repeating: "0", count: point - digits.count)
    }
    return String(digits[..<point]) + "." + String(digits[point...])
  }

  private static func mantissa(_ number: DecimalDigits) -> String {
    var scaled = number
    scaled.pointPosition = 1
    return plain(scaled)
  }

  private static func grouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    let rest = text.dropFirst(whole.count)
    let sign = whole.hasPrefix("-") ? "-" : ""
    var result = ""
    for (index, digit) in whole.dropFirst(sign.count).reversed().enumerated() {
      if index > 0, index % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return sign + String(result.reversed()) + rest
  }
}
