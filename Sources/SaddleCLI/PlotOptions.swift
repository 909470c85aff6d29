import ArgumentParser
import SaddleReport

/// `--plot`, which commands take that print runs for people.
struct PlotOptions: ParsableArguments {
  @Option(
    name: .customLong("plot"),
    help: ArgumentHelp(
      "Draw this metric over the steps below the text; may be repeated.", valueName: "metric"))
  var metrics: [String] = []

  /// The plots, each after an empty line.
  func text(of comparison: RunComparison, on terminal: Terminal) throws -> String {
    try metrics.map { name in
      if let plot = TerminalPlot(of: name, in: comparison) {
        return "\n" + plot.text(terminal.canvas)
      }
      let known = comparison.metricNames
      let others = known.filter { $0 != name }
      let isKnown = known.contains(name)
      let count = comparison.runs.count
      let owner = count == 1 ? "the run" : "none of the \(count) runs"
      throw Failure(
        .notFound,
        isKnown
          ? "no value of '\(name)' is a finite number"
          : "\(owner) has \(count == 1 ? "no" : "a") metric '\(name)'",
        hint: others.isEmpty
          ? "without --plot, or saddlebag list for other runs"
          : "--plot with one of \(others.joined(separator: ", "))")
    }.joined()
  }
}
