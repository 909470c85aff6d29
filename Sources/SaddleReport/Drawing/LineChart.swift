import SaddleRecording

/// One metric of several runs over the steps, as a line per run with its name at its end.
struct LineChart {
  /// What is drawn, in words.
  let title: String
  /// The runs' values, in the order of painting.
  let lines: [PlottedSeries]
  /// The first and last step of the axis.
  let steps: ClosedRange<Int>
  /// The axis of heights.
  let heights: AxisScale

  private let area: PlotArea
  private let stepAxis: AxisScale
  private let names: EndLabels

  private static let width = 460.0
  private static let height = 270.0

  /// Lays the figure out.
  ///
  /// - Precondition: no line is empty.
  init(title: String, lines: [PlottedSeries], steps: ClosedRange<Int>, heights: AxisScale) {
    self.title = title
    self.lines = lines
    self.steps = steps
    self.heights = heights
    names = EndLabels(lines.map(\.label))
    area = names.area(width: Self.width, height: Self.height, top: 8, beside: heights)
    let stepLabels = AxisScale.steps(steps).ticks.map { LabelPlacement.width(of: $0.label) + 8 }
    stepAxis = .steps(steps, leastTicks: stepLabels.reduce(0, +) > area.width ? 1 : 3)
  }

  /// The drawing, and the sentences that say what is not in it.
  var figure: Figure {
    var svg = SVGDocument(
      width: Self.width, height: Self.height, label: title,
      attributes: [
        "class": "chart", "data-frame": area.text, "data-axis": heights.text(over: steps),
      ])
    drawAxes(in: &svg)
    let paths = lines.map(path)
    for (line, path) in zip(lines, paths) {
      let style = Palette.mark(of: line.run)
      drawEdgeMarks(of: line, in: &svg)
      svg.path(
        path.data, class: path.isDense ? "line dense \(style)" : "line \(style)",
        ["data-run": line.label], title: line.label)
      svg.path(path.dots, class: "dots \(style)", title: line.label)
      if let end = path.end { svg.path(PathWriter.polyline([end]), class: "dot \(style)") }
    }
    names.draw(
      at: paths.map(\.end), styles: lines.map { Palette.mark(of: $0.run) }, in: area, of: &svg)
    return Figure(drawing: svg.text, notes: notes(areThinned: paths.contains(where: \.isThinned)))
  }

  private func drawAxes(in svg: inout SVGDocument) {
    svg.heightAxis(heights, in: area)
    svg.acrossAxis(stepAxis, in: area)
    svg.text(
      "step", at: .init(x: area.left + area.width / 2, y: area.bottom + 32), class: "name middle")
  }

  /// What is drawn of a run.
  private struct ThinnedLine {
    /// The line, in pieces.
    var data = ""
    /// The points that no line reaches.
    var dots = ""
    /// The last point.
    var end: PlotPoint?
    /// Whether there are points on the line that are not drawn.
    var isThinned = false
    /// Whether the line fills an area more than it is a line.
    var isDense = false
  }

  private func path(of line: PlottedSeries) -> ThinnedLine {
    let series = line.series
    let pieces = Downsampling.pieces(
      steps: series.steps, over: steps, buckets: Int(area.width * 2)
    ) { heights.fraction(of: series.values[$0]) }
    var (lines, dots) = (PathWriter(), PathWriter())
    var thinned = ThinnedLine()
    var travel = 0.0
    for piece in pieces.map({ $0.compactMap { point(of: series, at: $0) } }) {
      for (place, point) in piece.enumerated() {
        if piece.count == 1 {
          dots.move(to: point)
        } else if place == 0 {
          lines.move(to: point)
        } else {
          lines.line(to: point)
          travel += (point.y - piece[place - 1].y).magnitude
        }
        thinned.end = point
      }
    }
    lines.finish()
    dots.finish()
    thinned.data = lines.data
    thinned.dots = dots.data
    let drawable = series.values.count { heights.fraction(of: $0) != nil }
    thinned.isThinned =
      pieces.reduce(0) { $0 + $1.count } < drawable
      || series.recorded.points > series.values.count
    thinned.isDense = travel > 20 * area.width
    return thinned
  }

  private func point(of series: MetricSeries, at index: Int) -> PlotPoint? {
    guard
      let across = stepAxis.fraction(of: Double(series.steps[index])),
      let up = heights.fraction(of: series.values[index])
    else { return nil }
    return PlotPoint(x: area.left + across * area.width, y: area.bottom - up * area.height)
  }

  /// Bars on the lower edge where values are too small for the axis, on the upper where infinite.
  private func drawEdgeMarks(of line: PlottedSeries, in svg: inout SVGDocument) {
    let values = line.series.values
    let place = Double(lines.firstIndex { $0.run == line.run } ?? 0)
    for (y, holds) in [
      (area.bottom - 2 - 3 * place, { heights.isBelow(values[$0]) }),
      (area.top + 2 + 3 * place, { values[$0] == .infinity }),
    ] {
      var writer = PathWriter()
      let columns = Int(area.width)
      for span in Downsampling.spans(
        steps: line.series.steps, over: steps, buckets: columns, where: holds)
      {
        let short = span.count < 3 ? 1.0 : 0
        writer.move(to: .init(x: area.left + Double(span.lowerBound) - short, y: y))
        writer.line(to: .init(x: area.left + Double(span.upperBound) + short, y: y))
      }
      svg.path(writer.data, class: "edge \(Palette.mark(of: line.run))", title: line.label)
    }
  }
}
