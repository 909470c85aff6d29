import RealModule

/// Leaves out points of a plane curve that nobody would see.
enum PathSimplification {
  /// The indices of the points to draw so that every point left out is within twice the tolerance
  /// of the drawn line.
  ///
  /// One pass: from the last kept point, the directions that pass all points since within the
  /// tolerance form a sector; a point outside of it, or one where the curve turns back, ends the
  /// segment (Imai & Iri 1986 call it the cone).
  static func indices(of points: [PlotPoint], tolerance: Double) -> [Int] {
    guard var anchor = points.indices.first else { return [] }
    var kept = [anchor]
    var sector: Sector?
    var index = anchor + 1
    while index < points.count {
      let (dx, dy) = (points[index].x - points[anchor].x, points[index].y - points[anchor].y)
      let distance = (dx * dx + dy * dy).squareRoot()
      if distance <= tolerance, sector == nil {
        index += 1
      } else if distance > tolerance, sector == nil {
        sector = Sector(angle: .atan2(y: dy, x: dx), distance: distance, tolerance: tolerance)
        index += 1
      } else if distance > tolerance,
        sector?.narrow(.atan2(y: dy, x: dx), distance: distance, tolerance: tolerance) == true
      {
        index += 1
      } else {
        anchor = index - 1
        kept.append(anchor)
        sector = nil
      }
    }
    if let last = kept.last, last < points.count - 1 { kept.append(points.count - 1) }
    return kept
  }

  /// At most about `limit` of the indices: of each stretch of equal length the first and those of
  /// the least and greatest x and y, so that the outline is kept.
  static func outline(_ indices: [Int], of points: [PlotPoint], limit: Int) -> [Int] {
    guard indices.count > limit, let last = indices.last else { return indices }
    let length = indices.count * 5 / limit + 1
    var kept: [Int] = []
    for start in stride(from: 0, to: indices.count, by: length) {
      let stretch = indices[start..<min(start + length, indices.count)]
      let extremes = [
        stretch.first, stretch.min { points[$0].x < points[$1].x },
        stretch.max { points[$0].x < points[$1].x }, stretch.min { points[$0].y < points[$1].y },
        stretch.max { points[$0].y < points[$1].y },
      ]
      kept += Set(extremes.compactMap(\.self)).sorted()
    }
    return kept.last == last ? kept : kept + [last]
  }

  /// The directions about a middle one that are still allowed.
  private struct Sector {
    private let middle: Double
    private var least: Double
    private var greatest: Double
    private var farthest: Double

    init(angle: Double, distance: Double, tolerance: Double) {
      middle = angle
      let half = Double.asin(min(1, tolerance / distance))
      least = -half
      greatest = half
      farthest = distance
    }

    /// Takes a point in; false if it is outside or the curve turned back.
    mutating func narrow(_ angle: Double, distance: Double, tolerance: Double) -> Bool {
      var turn = angle - middle
      if turn > .pi { turn -= 2 * .pi }
      if turn < -.pi { turn += 2 * .pi }
      guard turn >= least, turn <= greatest, distance >= farthest - tolerance else { return false }
      let half = Double.asin(min(1, tolerance / distance))
      least = max(least, turn - half)
      greatest = min(greatest, turn + half)
      farthest = max(farthest, distance)
      return true
    }
  }
}
