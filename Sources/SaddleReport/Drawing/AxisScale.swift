import RealModule

/// A mark on an axis.
struct AxisTick: Hashable {
  /// Where it stands: 0 at the axis's beginning, 1 at its end.
  let fraction: Double
  /// What it is called.
  let label: String
}

/// Maps values to an axis and chooses its ticks.
///
/// Any range of finite numbers has a scale: ranges too narrow for an axis are widened, and nothing
/// overflows between ±1.8 × 10³⁰⁸.
struct AxisScale: Hashable {
  /// How values become lengths.
  enum Kind: Hashable {
    /// In proportion.
    case linear
    /// By log₁₀ v, for v ≥ ``AxisScale/leastLogarithmic``.
    case logarithmic
    /// By sgn(v)·log₁₀(1 + |v|/c): linear near 0, logarithmic beyond ±c.
    case signedLogarithmic(threshold: Double)
  }

  /// Smaller values have no place on a logarithmic axis: 10⁻³⁰⁰.
  static let leastLogarithmic = 1e-300

  /// How values become lengths.
  let kind: Kind
  /// The axis's beginning, after the transformation.
  let lower: Double
  /// The axis's end, after the transformation.
  let upper: Double
  /// Three to ten marks, ascending; fewer on an axis of fewer whole steps.
  let ticks: [AxisTick]

  private init(_ kind: Kind, _ lower: Double, _ upper: Double, ticks: [(at: Double, label: String)])
  {
    self.kind = kind
    self.lower = lower
    self.upper = upper
    self.ticks = ticks.map {
      AxisTick(fraction: Self.fraction($0.at, lower, upper), label: $0.label)
    }
  }

  /// The axis's length, after the transformation.
  var span: Double { upper - lower }

  /// Where a value stands: 0 at the axis's beginning, 1 at its end; nil for what has no place.
  func fraction(of value: Double) -> Double? {
    guard value.isFinite, let place = Self.transform(value, kind) else { return nil }
    return Self.fraction(place, lower, upper)
  }

  /// Whether a value is less than any that could have a place: −∞, or too small for a logarithm.
  func isBelow(_ value: Double) -> Bool {
    value == -.infinity || (kind == .logarithmic && value < Self.leastLogarithmic)
  }

  private static func transform(_ value: Double, _ kind: Kind) -> Double? {
    switch kind {
    case .linear: value
    case .logarithmic: value >= leastLogarithmic ? Double.log10(value) : nil
    case .signedLogarithmic(let threshold):
      (value < 0 ? -1 : 1) * Double.log10(1 + value.magnitude / threshold)
    }
  }

  private static func fraction(_ place: Double, _ lower: Double, _ upper: Double) -> Double {
    (place / 2 - lower / 2) / (upper / 2 - lower / 2)
  }
}

extension AxisScale {
  /// A linear scale that covers a range, with a margin of 4 % on both sides.
  static func linear(covering range: ClosedRange<Double>) -> Self {
    let wide = widened(range)
    let margin = 0.08 * (wide.upperBound / 2 - wide.lowerBound / 2)
    let greatest = Double.greatestFiniteMagnitude
    let lower = max(wide.lowerBound - margin, -greatest)
    let upper = min(wide.upperBound + margin, greatest)
    let step = NiceStep(atMost: (upper / 2 - lower / 2) / 1.5)
    let ticks = step.multiples(in: lower...upper).map {
      (at: $0, label: NumberText.typographic($0, digits: 9))
    }
    return Self(.linear, lower, upper, ticks: ticks)
  }

  /// A scale of whole steps from the first to the last, without margin.
  ///
  /// - Parameters:
  ///   - range: the first and the last step.
  ///   - leastTicks: about the fewest ticks, where there are as many steps.
  /// - Returns: the scale, its ticks at whole steps.
  static func steps(_ range: ClosedRange<Int>, leastTicks: Int = 3) -> Self {
    let lower = Double(range.lowerBound)
    let upper = max(Double(range.upperBound), lower + 1)
    let step = NiceStep(atMost: max(1, (upper - lower) / Double(leastTicks)))
    let ticks = step.multiples(in: lower...upper).map {
      (at: $0, label: NumberText.typographic($0, digits: 17))
    }
    return Self(.linear, lower, upper, ticks: ticks)
  }

  /// A logarithmic scale that covers a range, with a margin of 4 % on both sides.
  ///
  /// - Precondition: the range begins at ``leastLogarithmic`` or above.
  static func logarithmic(covering range: ClosedRange<Double>) -> Self {
    precondition(range.lowerBound >= leastLogarithmic, "no logarithm of \(range.lowerBound)")
    var lower = Double.log10(range.lowerBound)
    var upper = Double.log10(range.upperBound)
    let margin = upper - lower < 1e-4 ? 0.1 : 0.04 * (upper - lower)
    lower -= margin
    upper += margin
    return Self(.logarithmic, lower, upper, ticks: logarithmicTicks(lower, upper))
  }

  /// A scale for values of both signs and many magnitudes: linear within ±`threshold`.
  ///
  /// - Precondition: 0 < `threshold`, and no value is 10³⁰⁰ times as large.
  static func signedLogarithmic(covering range: ClosedRange<Double>, threshold: Double) -> Self {
    let kind = Kind.signedLogarithmic(threshold: threshold)
    var lower = transform(range.lowerBound, kind) ?? 0
    var upper = transform(range.upperBound, kind) ?? 0
    let margin = max(0.04 * (upper - lower), 0.05)
    lower -= margin
    upper += margin
    let ticks = signedTicks(lower, upper, magnitude: max(-range.lowerBound, range.upperBound)) {
      transform($0, kind) ?? 0
    }
    return Self(kind, lower, upper, ticks: ticks)
  }

  /// 0 and powers of ten on both sides of it, none nearer than 7 % of the axis to another.
  private static func signedTicks(
    _ lower: Double, _ upper: Double, magnitude: Double, place: (Double) -> Double
  ) -> [(at: Double, label: String)] {
    let last = Int(Double.log10(magnitude).rounded(.down))
    for stride in [1, 2, 5, 10, 20, 50, 100] {
      let top = Int((Double(last) / Double(stride)).rounded(.down)) * stride
      var ticks: [(at: Double, label: String)] = [(0, "0")]
      for exponent in Swift.stride(from: top, through: top - 9 * stride, by: -stride) {
        let at = place(power(exponent))
        if at < 0.07 * (upper - lower) { break }
        ticks.append((at, decadeLabel(exponent, isPlain: false)))
        ticks.append((-at, "−" + decadeLabel(exponent, isPlain: false)))
      }
      ticks = ticks.filter { $0.at >= lower && $0.at <= upper }
      if ticks.count <= 9 { return ticks.sorted { $0.at < $1.at } }
    }
    return [(0, "0")]
  }

  /// Decades from three of them on, then 1-2-5, then nice multiples.
  private static func logarithmicTicks(
    _ lower: Double, _ upper: Double
  ) -> [(at: Double, label: String)] {
    let decades = upper - lower
    if decades >= 3 {
      let stride = [200, 100, 50, 20, 10, 5, 2, 1].first { decades / Double($0) >= 3 } ?? 1
      let first = Int((lower / Double(stride)).rounded(.up)) * stride
      let exponents = Array(
        Swift.stride(from: first, through: Int(upper.rounded(.down)), by: stride))
      let isPlain = exponents.allSatisfy { (-3...3).contains($0) }
      return exponents.map { (Double($0), decadeLabel($0, isPlain: isPlain)) }
    }
    var values: [Double]
    if decades >= 1.2 {
      let exponents = Int(lower.rounded(.down))...Int(upper.rounded(.up))
      values = exponents.flatMap { exponent in
        [1, 2, 5].compactMap { Double("\($0)e\(exponent)") }
      }
    } else {
      let least = Double.exp10(lower)
      let greatest = min(Double.exp10(upper), .greatestFiniteMagnitude)
      values = NiceStep(atMost: (greatest - least) / 3).multiples(in: least...greatest)
    }
    values = values.filter { $0.isFinite && $0 > 0 }
    return values.map { (Double.log10($0), NumberText.typographic($0, digits: 6)) }
      .filter { $0.0 >= lower && $0.0 <= upper }
  }

  private static func decadeLabel(_ exponent: Int, isPlain: Bool) -> String {
    if exponent == 0 { return "1" }
    return isPlain
      ? NumberText.typographic(power(exponent)) : "10" + NumberText.superscript(exponent)
  }

  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  /// The range, or one around it that is wide enough for ticks of few digits.
  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let magnitude = max(lower.magnitude, upper.magnitude)
    if magnitude < 1e-290 { return -1...1 }
    let halfSpan = upper / 2 - lower / 2
    if halfSpan >= magnitude * 5e-7 { return range }
    let center = lower / 2 + upper / 2
    let half = lower == upper ? magnitude * 0.1 : magnitude * 1e-6
    let greatest = Double.greatestFiniteMagnitude
    return max(center - half, -greatest)...min(center + half, greatest)
  }
}
