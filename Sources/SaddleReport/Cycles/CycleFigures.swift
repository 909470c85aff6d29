import RealModule
public import SaddleCycles

/// The four pictures of a verdict: phase portrait, envelope, periodogram, recurrence plot.
///
///     let figures = CycleFigures(pictures, title: "run 3: cycling", period: 62.8)
///     try figures.svg.write(to: url)
public struct CycleFigures: Sendable {
  /// What is shown, in one line.
  public let title: String
  /// One sentence under the title.
  public let caption: String
  private let pictures: CyclePictures
  private let period: Double?
  /// The classes of the run's own marks.
  private var color = "r0"

  /// Prepares the figures; `period` is in steps, nil where nothing turns.
  public init(_ pictures: CyclePictures, title: String, caption: String, period: Double?) {
    self.pictures = pictures
    self.title = title
    self.caption = caption
    self.period = period
  }

  /// One SVG file with all four, which needs nothing else.
  public var svg: String {
    let panels = panels.enumerated().map { index, panel in
      let (column, row) = (index % 2, index / 2)
      let place =
        "x=\"\(column * 480 + 10)\" y=\"\(row * 320 + 70)\" width=\"460\" height=\"300\""
      return panel.svg(attributes: place)
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 720" role="img" \
      aria-label="\(XMLText.escape(title))">
      <style>
      \(CycleStyle.text)
      </style>
      <rect class="paper" width="960" height="720"/>
      <text class="title" x="24" y="30">\(XMLText.escape(title))</text>
      <text class="caption" x="24" y="52">\(XMLText.escape(DisplayWidth.elide(caption, to: 150)))</text>
      \(panels.joined())</svg>

      """
  }

  /// A section of a page, with the style of ``CyclePage``.
  var section: Markup {
    let items = panels.map { panel -> Markup in
      "<figure>\n\(Markup(trusted: panel.svg()))</figure>\n"
    }
    return """
      <section>
      <h2>\(title)</h2>
      <p>\(caption)</p>
      <div class="group">
      \(items.joined())</div>
      </section>

      """
  }

  /// The four drawings in a run's color, for a page with the style of ``CyclePage``.
  ///
  /// - Parameter run: the index of the run in the report.
  /// - Returns: portrait, envelope, periodogram, recurrence.
  public func drawings(ofRun run: Int) -> [ReportSupplement.Rotation.Drawing] {
    var colored = self
    colored.color = Palette.mark(of: run)
    return colored.panels.map { .init(title: $0.title, svg: $0.svg(isTitled: false)) }
  }

  private var panels: [CyclePanel] { [portrait, envelope, periodogram, recurrence] }

  // MARK: - Panels

  private var portrait: CyclePanel {
    let points = pictures.portrait
    let reach = points.reduce(0) { max($0, abs($1.x), abs($1.y)) }
    let scale = AxisScale.linear(covering: -reach...reach)
    var panel = CyclePanel(
      title: period == nil
        ? "Its two widest directions, about the mean"
        : "In the plane of the rotation, about the mean",
      across: scale, up: scale, acrossName: "first axis", upName: "second axis", isSquare: true)
    panel.lines = [.init(points: points.map { ($0.x, $0.y) }, style: "line thin \(color)")]
    if let last = points.last { panel.dots = [.init(points: [(last.x, last.y)], style: "dot ink")] }
    return panel
  }

  private var envelope: CyclePanel {
    let points = pictures.envelope.map { ($0.step, $0.amplitude) }.filter { $0.1 > 0 }
    let steps = Self.range(points.map(\.0))
    let heights = Self.range(points.map(\.1))
    let isWide = heights.upperBound > 20 * heights.lowerBound
    var panel = CyclePanel(
      title: period == nil ? "Distance from the mean" : "Amplitude of each turn, and its trend",
      across: .steps(Int(steps.lowerBound)...max(Int(steps.upperBound), Int(steps.lowerBound) + 1)),
      up: isWide && heights.lowerBound >= AxisScale.leastLogarithmic
        ? .logarithmic(covering: heights)
        : .linear(covering: min(0, heights.lowerBound)...heights.upperBound),
      acrossName: "step", upName: "amplitude")
    panel.lines = [.init(points: points, style: "line \(color)")]
    if let trend = pictures.trend, steps.upperBound > steps.lowerBound {
      let fit = stride(from: 0.0, through: 1, by: 0.02).map { share in
        let step = steps.lowerBound + share * (steps.upperBound - steps.lowerBound)
        return (step, Double.exp(trend.intercept + trend.slope * step))
      }
      panel.lines.append(.init(points: fit, style: "line ink d1"))
    }
    return panel
  }

  private var periodogram: CyclePanel {
    let found = pictures.periodogram
    let periods = found.frequencies.map { 1 / $0 }
    let floor = 1e-12
    let values = (found.powers + found.significance).filter { $0 >= floor }
    var panel = CyclePanel(
      title: "Power by period, and what noise would not exceed",
      across: .logarithmic(covering: Self.range(periods)),
      up: .logarithmic(covering: max(floor, values.min() ?? floor)...max(1, values.max() ?? 1)),
      acrossName: "period in steps", upName: "power")
    panel.lines = [
      .init(points: Array(zip(periods, found.powers)), style: "line \(color)"),
      .init(points: Array(zip(periods, found.significance)), style: "line ink d1"),
    ]
    if let period { panel.rules = [period] }
    return panel
  }

  private var recurrence: CyclePanel {
    let found = pictures.recurrence
    let first = found.steps.first ?? 0
    let last = max(found.steps.last ?? 1, first + 1)
    let scale = AxisScale.steps(first...last)
    var panel = CyclePanel(
      title: "When it came back to where it had been", across: scale, up: scale,
      acrossName: "step", upName: "step", isSquare: true)
    panel.cells = .init(side: found.steps.count, isFilled: found.isNear, style: color)
    return panel
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    guard let least = values.min(), let greatest = values.max() else { return 0...1 }
    return least...greatest
  }
}
