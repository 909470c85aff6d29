import SaddleRecording

/// Which run went on from which: a bar per run over its steps, joined to the run and step that it began
/// with, and rings where it was stopped and gone on with.
struct LineageChart {
  /// A run's bar.
  struct Bar {
    /// Its index in the report, for its color.
    let run: Int
    let label: String
    /// The step that it began with.
    let first: Int
    let last: Int
    /// The bar that it began with; nil if that is the start of a game, or of a run that is not shown.
    let parent: Int?
    /// Whether it began with another run's step.
    let isFork: Bool
    /// The steps after which it was gone on with.
    let resumptions: [Int]
  }

  /// A fork under its parent, each; runs without relatives here that were recorded in one go are left out.
  let bars: [Bar]

  private static let width = 760.0
  private static let rowHeight = 26.0

  /// Nil where no run began with another or was gone on with.
  init?(_ runs: [RunComparison.ComparedRun], resumptions: [Run.ID: [Int]]) {
    let parents = Set(runs.compactMap { $0.run.description.origin?.uuid })
    let told = runs.indices.filter { index in
      let run = runs[index].run
      return run.description.origin != nil || resumptions[run.id]?.isEmpty == false
        || parents.contains(run.description.uuid)
    }
    guard !told.isEmpty else { return nil }
    let places = Dictionary(
      told.map { (runs[$0].run.description.uuid, $0) }, uniquingKeysWith: { first, _ in first })
    var children: [Int?: [Int]] = [:]
    for index in told {
      let parent = runs[index].run.description.origin.flatMap { places[$0.uuid] }
      children[parent, default: []].append(index)
    }
    // Depth first, so that a family stands together; a store cannot hold a circle, but a list may.
    var bars: [Bar] = []
    var row: [Int: Int] = [:]
    var waiting = (children[nil] ?? []).reversed() as [Int]
    while let index = waiting.popLast() {
      guard row[index] == nil else { continue }
      row[index] = bars.count
      let (run, origin) = (runs[index].run, runs[index].run.description.origin)
      bars.append(
        Bar(
          run: index, label: runs[index].label, first: origin?.step ?? 0,
          last: max(run.lastStep ?? 0, origin?.step ?? 0),
          parent: origin.flatMap { places[$0.uuid] }.flatMap { row[$0] }, isFork: origin != nil,
          resumptions: resumptions[run.id] ?? []))
      waiting += (children[index] ?? []).reversed()
    }
    self.bars = bars
  }

  /// The drawing.
  var svg: String {
    let height = 44 + Self.rowHeight * Double(bars.count)
    var svg = SVGDocument(
      width: Self.width, height: height, label: "Which run went on from which",
      attributes: ["class": "chart"])
    let area = PlotArea(left: 16, top: 8, width: Self.width - 280, height: height - 44)
    let scale = AxisScale.steps(0...max(1, bars.map(\.last).max() ?? 1))
    func place(_ step: Int, _ row: Int) -> PlotPoint {
      PlotPoint(
        x: area.left + (scale.fraction(of: Double(step)) ?? 0) * area.width,
        y: area.top + (Double(row) + 0.5) * Self.rowHeight)
    }
    svg.line(
      from: .init(x: area.left, y: area.bottom), to: .init(x: area.right, y: area.bottom),
      class: "axis")
    svg.acrossAxis(scale, in: area)
    svg.text("step", at: .init(x: area.right + 28, y: area.bottom + 16), class: "name")
    for (row, bar) in bars.enumerated() {
      let style = Palette.mark(of: bar.run)
      let (start, end) = (place(bar.first, row), place(bar.last, row))
      if let parent = bar.parent {
        svg.line(from: place(bar.first, parent), to: start, class: "rule")
      } else if bar.isFork {
        svg.line(from: .init(x: start.x, y: start.y - 9), to: start, class: "rule")
      }
      svg.line(from: start, to: end, class: "line \(style)")
      svg.path("M\(SVGDocument.pair(start))h0", class: "dots \(style)")
      for step in bar.resumptions {
        let ring = place(step, row)
        svg.element(
          "circle",
          [
            "class": "start \(style)", "cx": SVGDocument.coordinate(ring.x),
            "cy": SVGDocument.coordinate(ring.y), "r": "3.5",
          ])
      }
      svg.text(
        DisplayWidth.elide(bar.label, to: 42), at: .init(x: end.x + 8, y: end.y + 3.6),
        class: "name", title: bar.label)
    }
    return svg.text
  }
}
