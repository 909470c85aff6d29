import SaddleStatistics

/// The last values of one metric, a row per group of seeds: a dot per run, the mean as a bar with its 95 %
/// interval.
struct SeedChart {
  /// A group of runs.
  struct Group {
    /// The index that gives its color.
    let color: Int
    /// Its name.
    let label: String
    /// The finite last values.
    let values: [(run: String, value: Double)]
    /// Their mean and its 95 % interval.
    let sample: SeedSample
  }

  /// What is drawn, in words.
  let title: String
  /// The rows, from the top.
  let groups: [Group]
  /// The axis of values.
  let axis: AxisScale

  private static let width = 460.0
  private static let rowHeight = 26.0
  private static let longestLabel = 22

  /// The drawing, and how to read it.
  var figure: Figure {
    let labels = groups.map { DisplayWidth.elideMiddle($0.label, to: Self.longestLabel) }
    let right = labels.map { LabelPlacement.width(of: $0) }.max() ?? 0
    let height = Self.rowHeight * Double(groups.count)
    let area = PlotArea(left: 16, top: 8, width: Self.width - 16 - right - 22, height: height)
    var svg = SVGDocument(
      width: Self.width, height: height + 34, label: title, attributes: ["class": "seeds"])
    for tick in axis.ticks {
      let x = area.left + tick.fraction * area.width
      svg.line(from: .init(x: x, y: area.top), to: .init(x: x, y: area.bottom), class: "grid")
    }
    svg.acrossAxis(axis, in: area)
    for (row, group) in groups.enumerated() {
      let y = area.top + (Double(row) + 0.5) * Self.rowHeight
      draw(group, at: y, in: area, of: &svg)
      svg.text(
        labels[row], at: .init(x: area.right + 12, y: y + 4), class: "label", title: group.label)
    }
    let scale = axis.kind == .logarithmic ? "Logarithmic scale. " : ""
    return Figure(
      drawing: svg.text,
      notes: ["\(scale)A dot per run. Bar: mean, with its 95 % interval."])
  }

  private func draw(_ group: Group, at y: Double, in area: PlotArea, of svg: inout SVGDocument) {
    let style = Palette.style(of: group.color)
    func place(_ value: Double) -> PlotPoint {
      let fraction = axis.isBelow(value) ? 0 : axis.fraction(of: value) ?? 0
      return PlotPoint(x: area.left + min(max(fraction, 0), 1) * area.width, y: y)
    }
    if let mean = group.sample.mean {
      if let half = group.sample.halfInterval {
        svg.line(from: place(mean - half), to: place(mean + half), class: "interval \(style)")
      }
      let bar = place(mean)
      svg.line(
        from: .init(x: bar.x, y: y - 7), to: .init(x: bar.x, y: y + 7), class: "edge \(style)")
    }
    for (run, value) in group.values {
      svg.path(
        PathWriter.polyline([place(value)]), class: "dot \(style)",
        title: "\(run): \(NumberText.typographic(value))")
    }
  }
}
