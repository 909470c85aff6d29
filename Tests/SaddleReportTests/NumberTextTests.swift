import Testing

@testable import SaddleReport

@Suite struct NumberTextTests {
  @Test(
    "Compact numbers have at most six significant digits",
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (0.1, "0.1"), (-2.5, "-2.5"), (1234.5678, "1234.57"),
      (123_456, "123456"), (999_999.5, "1e6"), (1_234_567, "1.23457e6"), (0.0001, "0.0001"),
      (0.00001, "1e-5"), (0.000123456789, "0.000123457"), (1e-300, "1e-300"),
      (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.79769e308"),
      (9.9999999, "10"), (.nan, "NaN"), (.infinity, "Inf"), (-.infinity, "-Inf"),
    ] as [(Double, String)])
  func compact(value: Double, text: String) {
    #expect(NumberText.compact(value) == text)
  }

  @Test(
    "Typographic numbers use real minus signs, powers of ten and groups",
    arguments: [
      (0, "0"), (-1.5, "−1.5"), (12_345, "12,350"), (123_456, "1.235×10⁵"), (1e-7, "10⁻⁷"),
      (-1e30, "−10³⁰"), (2.5e-12, "2.5×10⁻¹²"), (.infinity, "∞"), (-.infinity, "−∞"),
      (.nan, "NaN"),
    ] as [(Double, String)])
  func typographic(value: Double, text: String) {
    #expect(NumberText.typographic(value) == text)
  }

  @Test(
    "Counts are in groups of three digits",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (12_000, "12,000"), (-1_234_567, "-1,234,567"),
    ])
  func counts(value: Int, text: String) {
    #expect(NumberText.count(value) == text)
  }

  @Test("Any finite double's exact text and its digits read back to the same bits")
  func roundTrip() throws {
    var random = SeededGenerator(state: 1)
    for _ in 0..<2_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(Double(NumberText.exact(value))?.bitPattern == value.bitPattern)
      let number = DecimalDigits(value)
      let digits = number.digits.map { String($0) }.joined()
      let sign = number.isNegative ? "-" : ""
      let text = "\(sign)0.\(digits)e\(number.pointPosition)"
      #expect(Double(text) == value)
    }
  }

  @Test("Rounding to six digits is off by at most half a unit of the sixth")
  func rounding() throws {
    var random = SeededGenerator(state: 2)
    for _ in 0..<2_000 {
      let value = Double.random(in: -1e9...1e9, using: &random)
      let rounded = try #require(Double(NumberText.compact(value)))
      #expect((rounded - value).magnitude <= 5.000_001e-6 * value.magnitude)
    }
  }
}
