import RealModule

/// Last gaps by the penalty λ, a line per run: λ on a logarithmic axis between 0 and ∞.
struct PenaltyChart {
  /// One run's gaps.
  struct Line {
    /// The index of the run: its color.
    let run: Int
    /// Its short name.
    let label: String
    /// λ, ascending, and gap.
    let points: [(penalty: Double, gap: Double)]
  }

  let lines: [Line]
  /// λ* of the known equilibria, to be marked.
  let orders: [Double]

  private static let width = 460.0
  private static let height = 270.0
  private let heights: AxisScale
  private let area: PlotArea
  private let labels: [String]
  /// log₁₀ of the least and the greatest finite λ > 0.
  private let span: ClosedRange<Double>

  /// Lays the figure out; nil if no gap is positive and finite.
  init?(lines: [Line], orders: [Double]) {
    let gaps = lines.flatMap { $0.points.map(\.gap) }.filter {
      $0.isFinite && $0 >= AxisScale.leastLogarithmic
    }
    guard let least = gaps.min(), let greatest = gaps.max() else { return nil }
    self.lines = lines
    self.orders = orders.filter { $0 > 0 && $0.isFinite }
    heights = .logarithmic(covering: least...greatest)
    let penalties = lines.flatMap { $0.points.map(\.penalty) } + self.orders
    let finite = penalties.filter { $0 > 0 && $0.isFinite }.map { Double.log10($0) }
    span = (finite.min() ?? 0)...(finite.max() ?? 0)
    labels = lines.count <= 16 ? lines.map { DisplayWidth.elide($0.label, to: 20) } : []
    let left = heights.ticks.map { LabelPlacement.width(of: $0.label, fontSize: 10.5) }.max() ?? 0
    let right = labels.map { LabelPlacement.width(of: $0) }.max() ?? 0
    area = PlotArea(
      left: max(34, left + 9), top: 16, width: Self.width - max(34, left + 9) - right - 22,
      height: Self.height - 54)
  }

  /// The drawing, and what it does not show.
  var figure: Figure {
    var svg = SVGDocument(
      width: Self.width, height: Self.height, label: "Last gaps by penalty λ",
      attributes: ["class": "penalties"])
    drawAxes(in: &svg)
    var ends: [PlotPoint?] = []
    for line in lines {
      let style = Palette.style(of: line.run)
      let points = line.points.compactMap { point -> PlotPoint? in
        guard point.gap.isFinite else { return nil }
        let up = heights.fraction(of: point.gap) ?? 0
        return PlotPoint(x: across(point.penalty), y: area.bottom - up * area.height)
      }
      svg.path(PathWriter.polyline(points), class: "line \(style)", title: line.label)
      for point in points { svg.path(PathWriter.polyline([point]), class: "dot \(style)") }
      ends.append(points.last)
    }
    drawLabels(ends, in: &svg)
    var notes = ["Logarithmic scales, with λ = 0 and λ = ∞ at the ends."]
    let zeros = lines.reduce(0) { $0 + $1.points.count { heights.isBelow($0.gap) } }
    if zeros > 0 {
      notes.append("\(zeros) gap\(zeros == 1 ? " is" : "s are") ≤ 0: drawn on the lower edge.")
    }
    return Figure(drawing: svg.text, notes: notes)
  }

  /// 0 and ∞ have a tenth of the axis each.
  private func across(_ penalty: Double) -> Double {
    let fraction: Double
    if penalty <= 0 {
      fraction = 0.02
    } else if !penalty.isFinite {
      fraction = 0.98
    } else {
      let length = span.upperBound - span.lowerBound
      let place = length > 0 ? (Double.log10(penalty) - span.lowerBound) / length : 0.5
      fraction = 0.14 + 0.72 * place
    }
    return area.left + fraction * area.width
  }

  private func drawAxes(in svg: inout SVGDocument) {
    svg.heightAxis(heights, in: area)
    var taken: [Double] = []
    let penalties = Set(lines.flatMap { $0.points.map(\.penalty) }).sorted()
    for penalty in [0, .infinity] + penalties where penalties.contains(penalty) {
      let x = across(penalty)
      guard taken.allSatisfy({ ($0 - x).magnitude > 24 }) else { continue }
      taken.append(x)
      svg.tick(
        penalty.isFinite ? NumberText.typographic(penalty) : "∞", at: x, below: area)
    }
    svg.text(
      "λ (0: primal gap, ∞: duality gap)",
      at: .init(x: area.left + area.width / 2, y: area.bottom + 32), class: "name middle")
    for order in Set(orders).sorted().prefix(3) {
      let x = across(order)
      svg.path(
        "M\(SVGDocument.pair(.init(x: x, y: area.top)))V\(SVGDocument.coordinate(area.bottom))",
        class: "mark")
      svg.text(
        "λ* = \(NumberText.typographic(order, digits: 3))", at: .init(x: x, y: area.top - 4),
        class: "name middle")
    }
  }

  private func drawLabels(_ ends: [PlotPoint?], in svg: inout SVGDocument) {
    guard !labels.isEmpty else { return }
    let shown = ends.indices.filter { ends[$0] != nil }
    let places = LabelPlacement.spread(
      shown.map { ends[$0]?.y ?? 0 }, spacing: 13, within: (area.top + 4)...(area.bottom - 4))
    for (index, y) in zip(shown, places) {
      guard let end = ends[index] else { continue }
      let style = Palette.style(of: lines[index].run)
      svg.line(from: end, to: .init(x: area.right + 8, y: y), class: "leader \(style)")
      svg.text(
        labels[index], at: .init(x: area.right + 12, y: y + 4), class: "label \(style)",
        title: lines[index].label)
    }
  }
}
