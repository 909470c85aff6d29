import RealModule

/// Where the axes of pictures have ticks, and how they are written.
enum PictureTicks {
  /// The multiples of 1, 2 or 5 times a power of ten in a range: four to nine of them.
  static func ticks(from low: Double, to high: Double) -> [(value: Double, text: String)] {
    let width = high - low
    guard width.isFinite, width > 1e-300 else { return [] }
    let exponent = Int(Double.log10(width / 4).rounded(.down))
    let steps = [5, 2, 1].map { (mantissa: $0, step: scaled($0, exponent)) }
    guard let (mantissa, step) = steps.first(where: { $0.step <= width / 4 }),
      max(abs(low), abs(high)) / step < 1e9
    else { return [] }
    let first = Int((low / step).rounded(.up))
    let last = Int((high / step).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map { index in
      (scaled(index * mantissa, exponent), text(index * mantissa, exponent))
    }
  }

  /// The double nearest to `digits`·10^`exponent`.
  private static func scaled(_ digits: Int, _ exponent: Int) -> Double {
    Double("\(digits)e\(exponent)") ?? 0
  }

  /// `digits`·10^`exponent` without superfluous digits: −0.5, 20, 1.5e9.
  private static func text(_ digits: Int, _ exponent: Int) -> String {
    let value = scaled(digits, exponent)
    if value == value.rounded(), abs(value) < 1e6 { return "\(Int(value))" }
    return "\(value)"
  }
}
