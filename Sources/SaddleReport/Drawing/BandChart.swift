import SaddleRecording

/// One metric over the steps, a line per group of seeds with a band around it.
struct BandChart {
  /// A group of runs.
  struct Group {
    /// The index that gives its color.
    let color: Int
    /// Its name.
    let label: String
    /// The metric of each of its runs.
    let series: [PlottedSeries]
  }

  let title: String
  let groups: [Group]
  let steps: ClosedRange<Int>
  let heights: AxisScale

  private static let width = 460.0
  private static let height = 270.0
  private static let columns = 200
  private let area: PlotArea
  private let stepAxis: AxisScale
  private let names: EndLabels

  /// Lays the figure out.
  init(title: String, groups: [Group], steps: ClosedRange<Int>, heights: AxisScale) {
    self.title = title
    self.groups = groups
    self.steps = steps
    self.heights = heights
    names = EndLabels(groups.map(\.label))
    area = names.area(width: Self.width, height: Self.height, top: 8, beside: heights)
    stepAxis = .steps(steps)
  }

  /// Where a group stands in one column of the drawing, as fractions of the height.
  private struct Column {
    let place: Int
    let low: Double
    let middle: Double
    let high: Double
  }

  /// The drawing, and what it shows.
  var figure: Figure {
    var svg = SVGDocument(
      width: Self.width, height: Self.height, label: title,
      attributes: [
        "class": "chart", "data-frame": area.text, "data-axis": heights.text(over: steps),
      ])
    drawAxes(in: &svg)
    let columns = groups.map(self.columns)
    for (group, columns) in zip(groups, columns) where columns.count > 1 {
      let outline =
        columns.map { point($0.place, $0.high) }
        + columns.reversed().map { point($0.place, $0.low) }
      svg.path(
        PathWriter.polyline(outline) + "z", class: "band \(Palette.style(of: group.color))",
        title: group.label)
    }
    var ends: [PlotPoint?] = []
    for (group, columns) in zip(groups, columns) {
      let points = columns.map { point($0.place, $0.middle) }
      svg.path(
        PathWriter.polyline(points), class: "line \(Palette.style(of: group.color))",
        ["data-run": group.label], title: group.label)
      ends.append(points.last)
    }
    names.draw(
      at: ends, styles: groups.map { Palette.style(of: $0.color) }, in: area, of: &svg)
    let isQuartiles = groups.contains { $0.series.count >= 5 }
    let band =
      isQuartiles
      ? "Line: median of the runs. Band: from the first to the third quartile of five runs or more, else"
        + " from the least to the greatest." : "Line: median of the runs. Band: least to greatest."
    return Figure(drawing: svg.text, notes: [band])
  }

  private func point(_ place: Int, _ fraction: Double) -> PlotPoint {
    let across = (Double(place) + 0.5) / Double(columnCount)
    return PlotPoint(
      x: area.left + across * area.width, y: area.bottom - fraction * area.height)
  }

  private var columnCount: Int { min(Self.columns, steps.upperBound - steps.lowerBound + 1) }

  /// The mean height of each run in each column, then quantiles of these over the runs.
  private func columns(of group: Group) -> [Column] {
    let length = max(1, steps.upperBound - steps.lowerBound + 1)
    var heightsByColumn = [[Double]](repeating: [], count: columnCount)
    for line in group.series {
      var sums = [Double](repeating: 0, count: columnCount)
      var counts = [Int](repeating: 0, count: columnCount)
      for (step, value) in zip(line.series.steps, line.series.values) {
        guard let fraction = heights.fraction(of: value) else { continue }
        let place = (step - steps.lowerBound) * columnCount / length
        sums[place] += fraction
        counts[place] += 1
      }
      for place in sums.indices where counts[place] > 0 {
        heightsByColumn[place].append(sums[place] / Double(counts[place]))
      }
    }
    return heightsByColumn.enumerated().compactMap { place, values in
      guard !values.isEmpty else { return nil }
      let sorted = values.sorted()
      let (low, high) = sorted.count >= 5 ? (0.25, 0.75) : (0, 1)
      return Column(
        place: place, low: Self.quantile(sorted, low), middle: Self.quantile(sorted, 0.5),
        high: Self.quantile(sorted, high))
    }
  }

  private static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let place = Double(sorted.count - 1) * p
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }

  private func drawAxes(in svg: inout SVGDocument) {
    svg.heightAxis(heights, in: area)
    svg.acrossAxis(stepAxis, in: area)
    svg.text(
      "step", at: .init(x: area.left + area.width / 2, y: area.bottom + 32), class: "name middle")
  }
}
