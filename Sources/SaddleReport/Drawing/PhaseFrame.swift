import RealModule

/// The part of the plane that a phase portrait shows.
struct PhaseFrame: Hashable {
  /// The scale of x's coordinate.
  let across: AxisScale
  /// The scale of y's coordinate.
  let up: AxisScale
  /// Whether a unit is as long across as up.
  let isEqual: Bool

  /// A frame that covers points of the plane, at least 1.05 times as large; of equal units unless
  /// one side is more than 20 times as long as the other.
  ///
  /// - Precondition: there is a point, and all are finite.
  init(covering points: [PlotPoint]) {
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    var x = Self.span(xs)
    var y = Self.span(ys)
    let ratio = max(x.half, 1e-300) / max(y.half, 1e-300)
    let isDegenerate = x.half == 0 || y.half == 0
    isEqual = isDegenerate || (0.05...20).contains(ratio)
    if isEqual {
      let half = max(x.half, y.half)
      x.half = half
      y.half = half
    }
    across = .linear(covering: Self.range(x))
    up = .linear(covering: Self.range(y))
  }

  /// The length of the longer side.
  var size: Double { max(across.upper / 2 - across.lower / 2, up.upper / 2 - up.lower / 2) * 2 }

  /// Whether a point is in the frame.
  func contains(_ point: PlotPoint) -> Bool {
    guard let x = across.fraction(of: point.x), let y = up.fraction(of: point.y) else {
      return false
    }
    return (0...1).contains(x) && (0...1).contains(y)
  }

  private static func span(_ values: [Double]) -> (center: Double, half: Double) {
    let least = values.min() ?? 0
    let greatest = values.max() ?? 0
    return (least / 2 + greatest / 2, greatest / 2 - least / 2)
  }

  private static func range(_ span: (center: Double, half: Double)) -> ClosedRange<Double> {
    let greatest = Double.greatestFiniteMagnitude
    let half = span.half > 0 ? span.half : max(1e-6, 0.1 * span.center.magnitude)
    return max(span.center - half, -greatest)...min(span.center + half, greatest)
  }
}
