/// A finite number's shortest decimal digits: ±0.d₁d₂d₃… × 10^`pointPosition`, with d₁ ≠ 0.
///
/// Taken from Swift's description, the shortest text that reads back to the same bits. Zero has no
/// digits.
struct DecimalDigits: Hashable {
  /// Whether the sign bit is set.
  var isNegative: Bool
  /// d₁, d₂, …, each 0...9, without trailing zeros.
  var digits: [UInt8]
  /// The decimal point stands after this many digits; may be negative or beyond the last digit.
  var pointPosition: Int

  /// The digits of a number.
  ///
  /// - Precondition: the number is finite.
  init(_ value: Double) {
    precondition(value.isFinite, "\(value) has no decimal digits")
    isNegative = value.sign == .minus
    digits = []
    pointPosition = 0
    var exponent = 0
    var afterPoint = false
    var text = value.magnitude.description.utf8[...]
    if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(Substring(text[text.index(after: mark)...])) ?? 0
      text = text[..<mark]
    }
    for byte in text {
      if byte == UInt8(ascii: ".") {
        afterPoint = true
      } else {
        digits.append(byte - UInt8(ascii: "0"))
        if !afterPoint { pointPosition += 1 }
      }
    }
    let leadingZeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leadingZeros)
    pointPosition += exponent - leadingZeros
    trim()
  }

  /// Whether the number is 0.
  var isZero: Bool { digits.isEmpty }

  /// The exponent of the first digit: the number is d₁.d₂d₃… × 10^`exponent`.
  var exponent: Int { pointPosition - 1 }

  /// Keeps at most `count` digits, rounding half away from zero.
  func rounded(to count: Int) -> Self {
    guard digits.count > count else { return self }
    var result = self
    let roundsUp = digits[count] >= 5
    result.digits.removeLast(digits.count - count)
    if roundsUp { result.carry() }
    result.trim()
    return result
  }

  private mutating func carry() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      pointPosition += 1
    }
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { pointPosition = 0 }
  }
}
