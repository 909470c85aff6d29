/// Brute force on a grid of equally spaced points, the ends included: what closed forms are checked
/// against.
///
/// Around the best point the search is repeated on a grid as fine again, so that neither smooth
/// extrema nor kinks are missed by more than the second spacing.
public struct GridSearch: Sendable {
  /// The points, in ascending order.
  public let points: [Double]

  /// Divides a range into `count` intervals.
  public init(_ range: ClosedRange<Double>, count: Int) {
    let width = range.upperBound - range.lowerBound
    points = (0...count).map { range.lowerBound + width * Double($0) / Double(count) }
  }

  /// The largest value on the grid.
  public func maximum(_ value: (Double) -> Double) -> Double {
    -minimum { -value($0) }
  }

  /// The smallest value on the grid.
  public func minimum(_ value: (Double) -> Double) -> Double {
    let coarse = least(of: value, at: points)
    let first = points[max(coarse.index - 1, 0)]
    let last = points[min(coarse.index + 1, points.count - 1)]
    return min(
      coarse.value, least(of: value, at: Self(first...last, count: points.count - 1).points).value)
  }

  private func least(
    of value: (Double) -> Double, at points: [Double]
  ) -> (index: Int, value: Double) {
    var best = (index: 0, value: Double.infinity)
    for (index, point) in points.enumerated() {
      let candidate = value(point)
      if candidate < best.value { best = (index, candidate) }
    }
    return best
  }
}
