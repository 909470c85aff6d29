/// Reads decimal numbers from bytes, correctly rounded and fast where that is easy.
enum DecimalNumber {
  /// The number that `bytes[range]` spells; nil if it spells none.
  ///
  /// The grammar is `[+-] digits [. digits] [e [+-] digits]` with at least one digit before the
  /// exponent. Infinite if the number is beyond the largest double. Where mantissa and power of ten
  /// are both exact doubles one rounding decides (Clinger 1990, doi:10.1145/93542.93557); the rest
  /// goes through the standard library.
  static func parse(_ bytes: [UInt8], in range: Range<Int>) -> Double? {
    bytes.withUnsafeBufferPointer { parse(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    let isNegative = skipSign(text, &index)
    var mantissa: UInt64 = 0
    var (digitCount, significant, power) = (0, 0, 0)
    var isFraction = false
    while index < text.count {
      let byte = text[index]
      if let digit = digit(byte) {
        digitCount += 1
        if significant > 0 || digit > 0 { significant += 1 }
        if significant <= 19 { mantissa = mantissa * 10 + digit }
        if isFraction { power -= 1 }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    guard digitCount > 0 else { return nil }
    guard let exponent = exponent(text, &index), index == text.count else { return nil }
    power += exponent
    if significant <= 19, mantissa <= 1 << 53, power.magnitude < powersOfTen.count {
      let exact = Double(mantissa)
      let scale = powersOfTen[Int(power.magnitude)]
      let value = power < 0 ? exact / scale : exact * scale
      return isNegative ? -value : value
    }
    return Double(String(decoding: text, as: UTF8.self))
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    let digit = byte &- UInt8(ascii: "0")
    return digit < 10 ? UInt64(digit) : nil
  }

  private static func skipSign(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    guard index < text.count else { return false }
    let isNegative = text[index] == UInt8(ascii: "-")
    if isNegative || text[index] == UInt8(ascii: "+") { index += 1 }
    return isNegative
  }

  /// The exponent at `index`, 0 if there is none, clamped to ±99,999; nil if it has no digits.
  private static func exponent(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
    guard index < text.count, text[index] | 0x20 == UInt8(ascii: "e") else { return 0 }
    index += 1
    let isNegative = skipSign(text, &index)
    let first = index
    var exponent = 0
    while index < text.count, let digit = digit(text[index]) {
      exponent = min(exponent * 10 + Int(digit), 99_999)
      index += 1
    }
    guard index > first else { return nil }
    return isNegative ? -exponent : exponent
  }

  /// 10⁰ … 10²², the powers of ten that are doubles.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
