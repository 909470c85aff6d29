/// Finds places for words in a drawing so that none covers another.
enum LabelPlacement {
  /// The size of words at the ends of lines and at points, in units of the drawing.
  static let fontSize = 11.0

  /// About how wide a text of that size is.
  static func width(of text: String, fontSize: Double = fontSize) -> Double {
    Double(DisplayWidth.of(text)) * fontSize * 0.56
  }

  /// Heights as near as possible to the wanted ones, each at least `spacing` from the next and all
  /// within the range; closer than `spacing` only where there is no room.
  ///
  /// Neighbors that are too close are moved apart about their common mean, and so on until none
  /// are (pool adjacent violators).
  static func spread(
    _ wanted: [Double], spacing: Double, within range: ClosedRange<Double>
  ) -> [Double] {
    guard wanted.count > 1 else {
      return wanted.map { min(max($0, range.lowerBound), range.upperBound) }
    }
    let room = (range.upperBound - range.lowerBound) / Double(wanted.count - 1)
    let spacing = min(spacing, room)
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var clusters: [(members: [Int], start: Double)] = []
    for index in order {
      var cluster = (members: [index], start: wanted[index])
      cluster.start = clamp(cluster, wanted, spacing, range)
      while let above = clusters.last,
        above.start + Double(above.members.count) * spacing > cluster.start
      {
        clusters.removeLast()
        cluster = (above.members + cluster.members, 0)
        cluster.start = clamp(cluster, wanted, spacing, range)
      }
      clusters.append(cluster)
    }
    var heights = wanted
    for cluster in clusters {
      for (place, index) in cluster.members.enumerated() {
        heights[index] = cluster.start + Double(place) * spacing
      }
    }
    return heights
  }

  private static func clamp(
    _ cluster: (members: [Int], start: Double), _ wanted: [Double], _ spacing: Double,
    _ range: ClosedRange<Double>
  ) -> Double {
    let starts = cluster.members.enumerated().map {
      wanted[$0.element] - Double($0.offset) * spacing
    }
    let mean = starts.reduce(0, +) / Double(starts.count)
    let length = Double(cluster.members.count - 1) * spacing
    return max(range.lowerBound, min(mean, range.upperBound - length))
  }

  /// Finds room for words beside a point.
  ///
  /// - Parameters:
  ///   - text: the words.
  ///   - point: what they belong to.
  ///   - area: where they may stand.
  ///   - taken: boxes that they must not cover.
  /// - Returns: the first box beside the point that is inside the area and free; nil if none is.
  static func beside(
    _ text: String, at point: PlotPoint, in area: PlotArea, avoiding taken: [PlotArea]
  ) -> PlotArea? {
    let (wide, high, gap) = (width(of: text), fontSize * 1.1, 7.0)
    let corners: [(Double, Double)] = [
      (gap, -high / 2), (gap, -high - gap / 2), (gap, gap / 2), (-gap - wide, -high / 2),
      (-gap - wide, -high - gap / 2), (-gap - wide, gap / 2), (-wide / 2, -high - gap),
      (-wide / 2, gap),
    ]
    return corners.lazy
      .map { PlotArea(left: point.x + $0.0, top: point.y + $0.1, width: wide, height: high) }
      .first { box in
        box.left >= area.left && box.right <= area.right && box.top >= area.top
          && box.bottom <= area.bottom && !taken.contains { $0.overlaps(box) }
      }
  }
}

extension PlotArea {
  /// Whether two rectangles share a point.
  func overlaps(_ other: Self) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}
