/// One small chart with two axes: lines, dots, vertical rules, or cells of a square.
struct CyclePanel {
  /// Points joined, or not, in one style.
  struct Points {
    /// In data coordinates.
    let points: [(Double, Double)]
    /// CSS classes.
    let style: String
  }

  /// A square of cells, row 0 at the bottom.
  struct Cells {
    /// Cells per side.
    let side: Int
    /// Row by row.
    let isFilled: [Bool]
    /// The class that colors them.
    let style: String
  }

  /// What is shown.
  let title: String
  let across: AxisScale
  let up: AxisScale
  let acrossName: String
  let upName: String
  /// Whether the data's area is a square.
  var isSquare = false
  var lines: [Points] = []
  var dots: [Points] = []
  /// Where vertical rules stand.
  var rules: [Double] = []
  var cells: Cells?

  private static let width = 460.0
  private static let height = 300.0
  /// How far a line may miss its points, in pixels.
  private static let invisible = 0.15

  private var area: PlotArea {
    let height = Self.height - 78
    let width = isSquare ? height : Self.width - 84
    return PlotArea(left: 64 + (Self.width - 84 - width) / 2, top: 28, width: width, height: height)
  }

  /// The drawing; `attributes` place it in another, and the title may be left to a caption.
  func svg(attributes: String = "", isTitled: Bool = true) -> String {
    var svg = SVGDocument(
      width: Self.width, height: Self.height, label: title, attributes: ["class": "chart"])
    let area = area
    if isTitled {
      svg.text(title, at: .init(x: area.left, y: area.top - 12), class: "name")
    }
    drawAxes(in: &svg, area, isTitled: isTitled)
    if let cells { draw(cells, in: &svg, area) }
    for rule in rules {
      guard let fraction = across.fraction(of: rule) else { continue }
      let x = area.left + fraction * area.width
      svg.line(
        from: .init(x: x, y: area.top), to: .init(x: x, y: area.bottom), class: "rule")
    }
    for line in lines { svg.path(polyline(line, area), class: line.style) }
    for dot in dots { svg.path(polyline(dot, area), class: dot.style) }
    let text = svg.text
    return attributes.isEmpty
      ? text : text.replacing("<svg ", with: "<svg \(attributes) ", maxReplacements: 1)
  }

  private func drawAxes(in svg: inout SVGDocument, _ area: PlotArea, isTitled: Bool) {
    svg.heightAxis(up, in: area)
    svg.acrossAxis(across, in: area)
    svg.text(
      acrossName, at: .init(x: area.left + area.width / 2, y: area.bottom + 34),
      class: "name middle")
    svg.text(upName, at: .init(x: isTitled ? 4 : area.left, y: area.top - 12), class: "tick")
  }

  private func polyline(_ points: Points, _ area: PlotArea) -> String {
    let places = points.points.compactMap { x, y -> PlotPoint? in
      guard let right = across.fraction(of: x), let high = up.fraction(of: y) else { return nil }
      return PlotPoint(
        x: area.left + right * area.width, y: area.bottom - min(max(high, 0), 1) * area.height)
    }
    let kept = PathSimplification.indices(of: places, tolerance: Self.invisible)
    return PathWriter.polyline(kept.map { places[$0] })
  }

  /// The filled stretches of each row, as one path of lines as wide as a cell.
  private func draw(_ cells: Cells, in svg: inout SVGDocument, _ area: PlotArea) {
    guard cells.side > 0, cells.isFilled.count == cells.side * cells.side else { return }
    let size = area.width / Double(cells.side)
    var data = ""
    for row in 0..<cells.side {
      let y = SVGDocument.coordinate(area.bottom - (Double(row) + 0.5) * size)
      var column = 0
      while column < cells.side {
        guard cells.isFilled[row * cells.side + column] else {
          column += 1
          continue
        }
        var end = column
        while end < cells.side, cells.isFilled[row * cells.side + end] { end += 1 }
        let x = SVGDocument.coordinate(area.left + Double(column) * size)
        data += "M\(x) \(y)h\(SVGDocument.coordinate(Double(end - column) * size))"
        column = end
      }
    }
    let width = SVGDocument.coordinate(size + 0.1)
    svg.path(data, class: "cell \(cells.style)", ["stroke-width": width])
  }
}
