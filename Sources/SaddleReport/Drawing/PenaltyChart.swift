import RealModule

/// Last gaps by the penalty λ, a line per run: λ on a logarithmic axis between 0 and ∞.
struct PenaltyChart {
  /// One run's gaps.
  struct Line {
    /// The index of the run: its color.
    let run: Int
    /// Its short name.
    let label: String
    /// The gaps, by λ.
    let points: [GapCurve.Point]
  }

  let lines: [Line]
  /// λ* of the known equilibria, to be marked.
  let orders: [Double]

  private static let width = 460.0
  private static let height = 270.0
  private let heights: AxisScale
  private let area: PlotArea
  private let names: EndLabels
  /// log₁₀ of the least and the greatest finite λ > 0.
  private let span: ClosedRange<Double>

  /// Lays the figure out; nil if no gap is positive and finite.
  init?(lines: [Line], orders: [Double]) {
    let gaps = lines.flatMap { $0.points.map(\.last) }.filter {
      $0.isFinite && $0 >= AxisScale.leastLogarithmic
    }
    guard let least = gaps.min(), let greatest = gaps.max() else { return nil }
    self.lines = lines
    self.orders = orders.filter { $0 > 0 && $0.isFinite }
    heights = .logarithmic(covering: least...greatest)
    let penalties = lines.flatMap { $0.points.map(\.penalty) } + self.orders
    let finite = penalties.filter { $0 > 0 && $0.isFinite }.map { Double.log10($0) }
    span = (finite.min() ?? 0)...(finite.max() ?? 0)
    names = EndLabels(lines.map(\.label))
    area = names.area(width: Self.width, height: Self.height, top: 16, beside: heights)
  }

  /// The drawing, and what it does not show.
  var figure: Figure {
    var svg = SVGDocument(
      width: Self.width, height: Self.height, label: "Last gaps by penalty λ",
      attributes: ["class": "penalties"])
    drawAxes(in: &svg)
    let ends = lines.map { draw($0, in: &svg) }
    names.draw(
      at: ends, styles: lines.map { Palette.mark(of: $0.run) }, in: area, of: &svg)
    var notes = ["Logarithmic scales, with λ = 0 and λ = ∞ at the ends."]
    let zeros = lines.reduce(0) { $0 + $1.points.count { heights.isBelow($0.last) } }
    if zeros > 0 {
      notes.append("\(zeros) gap\(zeros == 1 ? " is" : "s are") ≤ 0: drawn on the lower edge.")
    }
    return Figure(drawing: svg.text, notes: notes)
  }

  /// Draws the gaps of a run, a bar of one standard error about each that has one; its last point.
  private func draw(_ line: Line, in svg: inout SVGDocument) -> PlotPoint? {
    let style = Palette.mark(of: line.run)
    let shown = line.points.filter(\.last.isFinite)
    let points = shown.map { PlotPoint(x: across($0.penalty), y: height(of: $0.last)) }
    svg.path(PathWriter.polyline(points), class: "line \(style)", title: line.label)
    for (gap, point) in zip(shown, points) {
      if let error = gap.error, error.isFinite {
        svg.line(
          from: .init(x: point.x, y: height(of: gap.last - error)),
          to: .init(x: point.x, y: height(of: gap.last + error)), class: "error \(style)")
      }
      let penalty = gap.penalty.isFinite ? NumberText.typographic(gap.penalty) : "∞"
      let words = "\(line.label): \(NumberText.typographic(gap.last)) at λ = \(penalty)"
      if gap.isMeasured {
        svg.path(Self.ring(point), class: "ring \(style)", title: words)
      } else {
        svg.path(PathWriter.polyline([point]), class: "dot \(style)", title: words)
      }
    }
    return points.last
  }

  /// A small circle.
  private static func ring(_ center: PlotPoint) -> String {
    "M\(SVGDocument.pair(center))m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0"
  }

  /// Where a gap stands, on the lower edge if it is too small for the axis.
  private func height(of gap: Double) -> Double {
    area.bottom - min(max(heights.fraction(of: gap) ?? 0, 0), 1) * area.height
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
}
