import RealModule

/// Runs as lines across parallel axes: one for each setting in which they differ, the last for what
/// came of it (Inselberg 1985).
struct ParallelCoordinates {
  /// One axis.
  struct Axis {
    /// What it shows.
    let title: String
    /// Where each run stands, from 0 at the bottom to 1; nil where it has no place.
    let places: [Double?]
    /// Marks: fraction and words.
    let ticks: [(fraction: Double, label: String)]

    init(
      title: String, places: [Double?], ticks: [(fraction: Double, label: String)]
    ) {
      self.title = title
      self.places = places
      self.ticks = ticks
    }

    /// A setting: by its number, on a logarithmic scale over two decades and more, or by its word.
    init(title: String, texts: [String?]) {
      let numbers = texts.map { $0.flatMap(Double.init) }
      if texts.indices.allSatisfy({ texts[$0] == nil || numbers[$0]?.isFinite == true }),
        Set(numbers).count > 1
      {
        self.init(title: title, numbers: numbers)
        return
      }
      let words = Set(texts.compactMap(\.self)).sorted()
      let fraction = { (index: Int) in
        words.count > 1 ? Double(index) / Double(words.count - 1) : 0.5
      }
      self.init(
        title: title,
        places: texts.map { text in text.flatMap { words.firstIndex(of: $0) }.map(fraction) },
        ticks: words.enumerated().map { (fraction($0), DisplayWidth.elide($1, to: 18)) })
    }

    /// Numbers between the least and the greatest of them.
    init(title: String, numbers: [Double?]) {
      let finite = numbers.compactMap { $0 }.filter(\.isFinite)
      let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 1)
      let isLogarithmic = least > 0 && greatest >= 100 * least
      let place = { (value: Double) -> Double in
        guard greatest > least else { return 0.5 }
        return isLogarithmic
          ? Double.log(value / least) / Double.log(greatest / least)
          : (value / 2 - least / 2) / (greatest / 2 - least / 2)
      }
      self.title = title
      places = numbers.map { $0.flatMap { $0.isFinite ? place($0) : nil } }
      let values = Set(finite)
      let marks = values.count <= 6 ? values.sorted() : [least, greatest]
      ticks = marks.map { (place($0), NumberText.typographic($0, digits: 3)) }
    }
  }

  /// The axes, from left to right; each has a place for every run.
  let axes: [Axis]
  /// Short names of the runs.
  let labels: [String]

  private static let width = 940.0
  private static let height = 300.0

  /// The drawing, and how to read it.
  var figure: Figure {
    var svg = SVGDocument(
      width: Self.width, height: Self.height, label: "Settings and outcome",
      attributes: ["class": "parallel"])
    let area = PlotArea(left: 70, top: 34, width: Self.width - 190, height: Self.height - 60)
    let across = { (axis: Int) in
      area.left + area.width * Double(axis) / Double(max(1, axes.count - 1))
    }
    for run in labels.indices {
      let points = axes.indices.compactMap { axis in
        axes[axis].places[run].map {
          PlotPoint(x: across(axis), y: area.bottom - $0 * area.height)
        }
      }
      svg.path(
        PathWriter.polyline(points), class: "line \(Palette.mark(of: run))", title: labels[run])
    }
    for (index, axis) in axes.enumerated() {
      let x = across(index)
      svg.line(from: .init(x: x, y: area.top), to: .init(x: x, y: area.bottom), class: "axis")
      svg.text(axis.title, at: .init(x: x, y: area.top - 16), class: "label middle strong")
      var previous = Double.infinity
      for tick in axis.ticks.sorted(by: { $0.fraction < $1.fraction }) {
        let y = area.bottom - tick.fraction * area.height
        guard previous - y > 11 else { continue }
        previous = y
        let base = PlotPoint(x: x + 6, y: y + 3.6)
        svg.text(tick.label, at: base, class: "tick halo")
        svg.text(tick.label, at: base, class: "tick")
      }
    }
    return Figure(
      drawing: svg.text,
      notes: [
        "A line per run. Axes over two decades and more are logarithmic, words in their order."
      ])
  }
}
