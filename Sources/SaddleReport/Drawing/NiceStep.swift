import RealModule

/// A distance between ticks: 1, 2 or 5 times a power of ten.
struct NiceStep: Hashable {
  /// 1, 2 or 5.
  let mantissa: Int
  /// The power of ten.
  let exponent: Int

  /// The largest nice step that is not greater than a limit.
  ///
  /// - Precondition: the limit is finite and at least 10⁻³⁰⁵.
  init(atMost limit: Double) {
    precondition(limit.isFinite && limit >= 1e-305, "no nice step is at most \(limit)")
    let decade = Int(Double.log10(limit).rounded(.down))
    for exponent in [decade + 1, decade, decade - 1] {
      for mantissa in [5, 2, 1] where Self.value(mantissa, exponent) <= limit {
        self.mantissa = mantissa
        self.exponent = exponent
        return
      }
    }
    preconditionFailure("10^\(decade - 1) is not less than \(limit)")
  }

  /// The step's length.
  var value: Double { Self.value(mantissa, exponent) }

  /// The multiples of the step in a range, ascending; each is the double nearest to its decimal.
  func multiples(in range: ClosedRange<Double>) -> [Double] {
    let first = (range.lowerBound / value).rounded(.up)
    let last = (range.upperBound / value).rounded(.down)
    guard first <= last, first.magnitude < 1e15, last.magnitude < 1e15 else { return [] }
    return (Int(first)...Int(last))
      .map { Self.value($0 * mantissa, exponent) }
      .filter(range.contains)
  }

  /// The double nearest to a whole number times a power of ten.
  private static func value(_ mantissa: Int, _ exponent: Int) -> Double {
    Double("\(mantissa)e\(exponent)") ?? 0
  }
}
