import SaddleRecording

/// One metric of several runs over the steps, drawn in characters for a terminal.
///
///     if let plot = TerminalPlot(of: "dualityGap", in: comparison) {
///       print(plot.text(.init(width: 100, height: 20)), terminator: "")
///     }
///
/// Lines are of braille dots in the run's color, each with the run's name at its end. Without colors, lines of
/// several runs are of letters; where the terminal has no Unicode, all is ASCII.
public struct TerminalPlot {
  /// What the terminal can show.
  public struct Canvas: Hashable, Sendable {
    /// The columns to fill.
    public var width: Int
    /// The rows to fill, title, axis and notes included.
    public var height: Int
    /// Whether it has 256 colors.
    public var isColored: Bool
    /// Whether it shows Unicode.
    public var isUnicode: Bool

    /// Describes a terminal; by default a file, which has neither size nor colors.
    public init(
      width: Int = 80, height: Int = 24, isColored: Bool = false, isUnicode: Bool = true
    ) {
      self.width = width
      self.height = height
      self.isColored = isColored
      self.isUnicode = isUnicode
    }
  }

  /// The most runs that are drawn: each has a color of its own.
  public static let mostRuns = colors.count

  /// The colors of ``Palette`` as the nearest of a terminal's 256 that stand out from black and from white.
  private static let colors = [33, 208, 35, 163, 136, 244, 37, 141]
  private static let letters = Array("abcdefgh")

  private let name: String
  private let metric: ReportedMetric
  private let lines: [PlottedSeries]
  private let undrawnRuns: Int
  private let steps: ClosedRange<Int>
  private let heights: AxisScale

  /// Lays a plot out; nil if no run measured the metric, or none of its values is a finite number.
  ///
  /// - Parameters:
  ///   - name: the metric as ``MetricSeries/name`` has it.
  ///   - comparison: the runs; of those with the metric, the first ``mostRuns`` are drawn.
  public init?(of name: String, in comparison: RunComparison) {
    let measured = comparison.runs.compactMap { run -> (label: String, series: MetricSeries)? in
      let series = run.history.series.first { $0.name == name && !$0.steps.isEmpty }
      return series.map { (run.label, $0) }
    }
    lines = measured.prefix(Self.mostRuns).enumerated().map {
      PlottedSeries(run: $0.offset, label: $0.element.label, series: $0.element.series)
    }
    undrawnRuns = measured.count - lines.count
    self.name = name
    metric = ReportedMetric(seriesName: name)
    let scale = metric.isBetterSmaller ? HeightScale.logarithmic : .signed
    let series = lines.map(\.series)
    guard let first = series.compactMap(\.steps.first).min(),
      let last = series.compactMap(\.steps.last).max(),
      let heights = scale.axis(covering: series) ?? HeightScale.signed.axis(covering: series)
    else { return nil }
    steps = first...last
    self.heights = heights
  }

  /// The plot: title, lines between two axes, notes; its last line ended by a line feed.
  public func text(_ canvas: Canvas) -> String {
    let ticks = heights.ticks.map { words($0.label, canvas) }
    let left = (ticks.map(DisplayWidth.of).max() ?? 0) + 1
    let notes = notes(canvas).map {
      LineFilling.filled(words($0, canvas), width: canvas.width) + "\n"
    }
    let labels = lines.count > 1 ? lines.map { label(of: $0, canvas) } : []
    // Of a narrow terminal, the lines have at least 16 columns.
    let widest = min(
      labels.map(DisplayWidth.of).max() ?? -1, canvas.width * 3 / 10,
      max(0, canvas.width - left - 18))
    let rows = min(max(canvas.height - 3 - notes.count, max(6, lines.count)), 100)
    let columns = min(max(canvas.width - left - 2 - widest, 16), 500)
    var dots = DotCanvas(columns: columns, rows: rows)
    let ends = lines.map { draw($0, in: &dots) }
    let places = LabelPlacement.spread(
      ends.map { Double($0 ?? 0) }, spacing: 1, within: 0...Double(rows - 1))
    var text = DisplayWidth.elide(words(title(canvas), canvas), to: canvas.width) + "\n"
    for row in 0..<rows {
      let tick = heights.ticks.indices.first { self.row(of: heights.ticks[$0], rows) == row }
      let mark = tick.map { ticks[$0] } ?? ""
      text += String(repeating: " ", count: left - 1 - DisplayWidth.of(mark)) + mark
      text += canvas.isUnicode ? (tick == nil ? "│" : "┤") : (tick == nil ? "|" : "+")
      var line = line(row, of: dots, canvas)
      if let place = labels.indices.first(where: { Int(places[$0].rounded()) == row }) {
        line += String(repeating: " ", count: columns + 1 - DisplayWidth.of(line.plain))
        line.add(DisplayWidth.elide(labels[place], to: widest), color: color(of: place, canvas))
      }
      text += line.text + "\n"
    }
    return text + stepAxis(columns, left: left, canvas) + notes.joined()
  }
}

extension TerminalPlot {
  /// Draws a line from the first to the last point, broken where values are missing; each column of dots has
  /// the least and the greatest value of its steps.
  ///
  /// - Returns: the row of characters in which it ends; nil if it has no point on the scale.
  private func draw(_ line: PlottedSeries, in canvas: inout DotCanvas) -> Int? {
    let series = line.series
    let span = Double(max(1, steps.upperBound - steps.lowerBound))
    let pieces = Downsampling.pieces(
      steps: series.steps, over: steps, buckets: canvas.width
    ) { heights.fraction(of: series.values[$0]) }
    var end: Int?
    for piece in pieces {
      let points = piece.map { index in
        let across = Double(series.steps[index] - steps.lowerBound) / span
        let up = heights.fraction(of: series.values[index]) ?? 0
        return (
          x: Int((across * Double(canvas.width - 1)).rounded()),
          y: Int(((1 - up) * Double(canvas.height - 1)).rounded())
        )
      }
      for (from, to) in zip(points.prefix(1) + points, points) {
        canvas.line(from: from, to: to, of: line.run)
      }
      end = points.last.map { $0.y / 4 }
    }
    return end
  }

  /// The row of characters in which a mark of the axis stands.
  private func row(of tick: AxisTick, _ rows: Int) -> Int {
    Int(((1 - tick.fraction) * Double(4 * rows - 1)).rounded()) / 4
  }

  private func line(_ row: Int, of dots: DotCanvas, _ canvas: Canvas) -> ColoredLine {
    var line = ColoredLine()
    let isDotted = canvas.isUnicode && (canvas.isColored || lines.count == 1)
    let last = (0..<dots.columns).last { dots[row, $0] != nil }
    for column in 0..<(last.map { $0 + 1 } ?? 0) {
      guard let cell = dots[row, column] else {
        line.add(" ", color: nil)
        continue
      }
      let mark = lines.count == 1 ? "*" : Self.letters[cell.line]
      line.add(String(isDotted ? cell.braille : mark), color: color(of: cell.line, canvas))
    }
    return line
  }

  /// The axis of steps with its marks, and below it what they are called.
  private func stepAxis(_ columns: Int, left: Int, _ canvas: Canvas) -> String {
    let scale = AxisScale.steps(steps, leastTicks: columns / 18 + 1)
    var axis = [Character](repeating: canvas.isUnicode ? "─" : "-", count: columns)
    var names = [Character](repeating: " ", count: columns)
    var free = 0
    for tick in scale.ticks {
      let column = min(columns - 1, Int(tick.fraction * Double(2 * columns - 1)) / 2)
      let name = Array(words(tick.label, canvas))
      let start = max(0, min(column - name.count / 2, columns - name.count))
      guard start >= free, start + name.count <= columns else { continue }
      axis[column] = canvas.isUnicode ? "┬" : "+"
      names.replaceSubrange(start..<(start + name.count), with: name)
      free = start + name.count + 2
    }
    let corner = String(repeating: " ", count: left - 1) + (canvas.isUnicode ? "└" : "+")
    while names.last == " " { names.removeLast() }
    return corner + String(axis) + "\n" + String(repeating: " ", count: left) + String(names) + "\n"
  }

  private func label(of line: PlottedSeries, _ canvas: Canvas) -> String {
    let label = words(DisplayWidth.printable(line.label), canvas)
    return canvas.isColored && canvas.isUnicode ? label : "\(Self.letters[line.run]) \(label)"
  }

  private func color(of line: Int, _ canvas: Canvas) -> Int? {
    canvas.isColored ? Self.colors[line] : nil
  }

  private func title(_ canvas: Canvas) -> String {
    let what = canvas.isUnicode ? DisplayWidth.printable(metric.title) : name
    let scale =
      switch heights.kind {
      case .linear: "linear scale"
      case .logarithmic: "logarithmic scale"
      case .signedLogarithmic(let threshold):
        "signed logarithmic scale, linear within ±\(NumberText.typographic(threshold))"
      }
    return "\(what) by step, \(scale)" + (lines.count == 1 ? ", of \(lines[0].label)" : "")
  }

  /// What is not drawn, in sentences.
  private func notes(_ canvas: Canvas) -> [String] {
    var notes = lines.compactMap { line -> String? in
      let counts = line.series.recorded
      let low = counts.negativeInfinities + (heights.kind == .logarithmic ? counts.notPositive : 0)
      let kinds = [
        (low, heights.kind == .logarithmic ? "at or below 0" : "−∞"),
        (counts.positiveInfinities, "∞"),
        (counts.nans, "NaN"),
      ].filter { $0.0 > 0 }.map { "\(NumberText.count($0.0)) \($0.1)" }
      guard !kinds.isEmpty else { return nil }
      return "Not drawn of the \(NumberText.count(counts.points)) points of \(line.label): "
        + kinds.joined(separator: ", ") + "."
    }
    if undrawnRuns > 0 {
      notes.append(
        "\(NumberText.count(undrawnRuns)) more run\(undrawnRuns == 1 ? " is" : "s are") not drawn:"
          + " a plot holds \(Self.mostRuns).")
    }
    return notes
  }

  private func words(_ text: String, _ canvas: Canvas) -> String {
    canvas.isUnicode ? DisplayWidth.printable(text) : ASCIIText.text(DisplayWidth.printable(text))
  }
}
