import SaddleRecording

/// Points of two positive or signed numbers, in groups of one color each, named at the right.
struct ScatterChart {
  private let scatter: ClaimFinding.Scatter
  private let across: AxisScale
  private let up: AxisScale
  private let area: PlotArea

  private static let width = 460.0
  private static let height = 270.0

  /// Lays the figure out; nil without a point whose numbers are finite.
  init?(_ scatter: ClaimFinding.Scatter) {
    var shown = scatter
    for index in shown.groups.indices {
      shown.groups[index].points.removeAll { !$0[0].isFinite || !$0[1].isFinite }
    }
    let points = shown.groups.flatMap(\.points)
    guard let across = Self.scale(points.map { $0[0] }), let up = Self.scale(points.map { $0[1] })
    else { return nil }
    self.scatter = shown
    self.across = across
    self.up = up
    let left = up.ticks.map { LabelPlacement.width(of: $0.label, fontSize: 10.5) }.max() ?? 0
    let right = shown.groups.map { LabelPlacement.width(of: $0.name) }.max() ?? 0
    area = PlotArea(
      left: max(34, left + 9), top: 16, width: Self.width - max(34, left + 9) - right - 30,
      height: Self.height - 54)
  }

  /// Logarithmic where all numbers are positive and the greatest is ten times the least.
  private static func scale(_ values: [Double]) -> AxisScale? {
    guard let least = values.min(), let greatest = values.max() else { return nil }
    return least >= AxisScale.leastLogarithmic && greatest > 10 * least
      ? .logarithmic(covering: least...greatest) : .linear(covering: least...greatest)
  }

  /// The drawing.
  var figure: Figure {
    var svg = SVGDocument(
      width: Self.width, height: Self.height, label: scatter.title,
      attributes: ["class": "scatter"])
    svg.heightAxis(up, in: area)
    svg.acrossAxis(across, in: area)
    svg.text(
      scatter.across, at: .init(x: area.left + area.width / 2, y: area.bottom + 32),
      class: "name middle")
    svg.text(scatter.up, at: .init(x: area.left, y: area.top - 5), class: "name")
    for (index, group) in scatter.groups.enumerated() {
      let style = Palette.style(of: index)
      for point in group.points {
        guard let x = across.fraction(of: point[0]), let y = up.fraction(of: point[1]) else {
          continue
        }
        let place = PlotPoint(x: area.left + x * area.width, y: area.bottom - y * area.height)
        svg.path(PathWriter.polyline([place]), class: "dot \(style)", title: group.name)
      }
      let row = area.top + 8 + 15 * Double(index)
      svg.path(
        PathWriter.polyline([.init(x: area.right + 12, y: row - 4)]), class: "dot \(style)")
      svg.text(group.name, at: .init(x: area.right + 20, y: row), class: "label")
    }
    return Figure(drawing: svg.text, notes: [])
  }
}
