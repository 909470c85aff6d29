/// Cuts polylines off at the edges of a rectangle.
enum SegmentClipping {
  /// The part of a segment within the rectangle, as two fractions of its way; nil if there is none
  /// (Liang & Barsky 1984).
  static func part(
    from start: PlotPoint, to end: PlotPoint, within area: PlotArea
  ) -> ClosedRange<Double>? {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    for (direction, distance) in [
      (-dx, start.x - area.left), (dx, area.right - start.x), (-dy, start.y - area.top),
      (dy, area.bottom - start.y),
    ] {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        enter = max(enter, distance / direction)
      } else {
        leave = min(leave, distance / direction)
      }
    }
    return enter <= leave ? enter...leave : nil
  }

  /// The pieces of a polyline within the rectangle.
  ///
  /// A point that is not finite ends a piece.
  static func pieces(of points: [PlotPoint], within area: PlotArea) -> [[PlotPoint]] {
    var pieces: [[PlotPoint]] = []
    var isOpen = false
    for index in points.indices {
      let point = points[index]
      guard point.x.isFinite, point.y.isFinite else {
        isOpen = false
        continue
      }
      let before = index > 0 ? points[index - 1] : nil
      guard let before, before.x.isFinite, before.y.isFinite else {
        isOpen = area.contains(point)
        if isOpen { pieces.append([point]) }
        continue
      }
      guard let part = part(from: before, to: point, within: area) else {
        isOpen = false
        continue
      }
      if !isOpen { pieces.append([between(before, point, part.lowerBound)]) }
      pieces[pieces.count - 1].append(between(before, point, part.upperBound))
      isOpen = part.upperBound == 1
    }
    return pieces
  }

  private static func between(_ start: PlotPoint, _ end: PlotPoint, _ part: Double) -> PlotPoint {
    if part == 0 { return start }
    if part == 1 { return end }
    return PlotPoint(
      x: start.x + part * (end.x - start.x), y: start.y + part * (end.y - start.y))
  }
}

extension PlotArea {
  /// Whether a point is inside or on an edge.
  func contains(_ point: PlotPoint) -> Bool {
    point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
  }
}
