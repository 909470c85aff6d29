import SaddleRecording

/// A figure as a file of its own, for pages that cannot hold drawings.
public struct StandaloneFigure: Hashable, Sendable {
  /// The file's name, such as `payoff-1.svg`.
  public let name: String
  /// What it shows.
  public let title: String
  /// What the reader must know besides.
  public let notes: [String]
  /// The SVG, with its style, for light and dark pages.
  public let svg: String
}

extension HTMLReport {
  /// The figures of the page's metrics and portraits as files.
  var standaloneFigures: [StandaloneFigure] {
    var figures: [StandaloneFigure] = []
    for group in MetricGroup.all(of: comparison) {
      let lines = group.metrics.map { self.lines(of: $0) }
      let (axes, _) = group.axes(of: lines.map { $0.map(\.series) })
      let steps = lines.joined().flatMap {
        [$0.series.steps.first, $0.series.steps.last].compactMap(\.self)
      }
      guard let first = steps.min(), let last = steps.max() else { continue }
      for (index, (metric, heights)) in zip(group.metrics, axes).enumerated() {
        guard let heights else { continue }
        let figure = LineChart(
          title: metric.title, lines: lines[index], steps: first...last, heights: heights
        ).figure
        figures.append(file("\(group.id)-\(index + 1)", metric.title, figure))
      }
    }
    let paths = comparison.runs.enumerated().compactMap { PhasePath(of: $1, run: $0) }
    for path in paths {
      let figure = PhasePortrait(path, frame: PhaseFrame(covering: path.extent)).figure
      let id = comparison.runs[path.run].run.id
      figures.append(file("portrait-\(id)", "Phase portrait of \(path.label)", figure))
    }
    return figures
  }

  private func file(_ name: String, _ title: String, _ figure: Figure) -> StandaloneFigure {
    let end = figure.drawing.firstIndex(of: ">") ?? figure.drawing.startIndex
    let rest = figure.drawing[figure.drawing.index(after: end)...]
    let svg =
      figure.drawing[...end]
      + "\n<style>\n\(ReportStyle.text)\nsvg{background:var(--page)}\n</style>" + rest
    return StandaloneFigure(
      name: name + ".svg", title: title, notes: figure.notes, svg: String(svg))
  }
}
