import ArgumentParser
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag compare`: what differs between runs, and what came of it.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare runs in the terminal: what differs, and the last and best values.",
    discussion: """
      With --group-by, runs that agree in these settings are one row: means over their seeds with 95 % \
      intervals, and whether seeds explain the differences.

        saddlebag compare --where "game = 'bilinear'" --group-by method,stepSize
        saddlebag compare 3 4 --plot dualityGap
      """)

  @Option(
    help: ArgumentHelp(
      "Settings, comma-separated: runs that agree in them are one group.", valueName: "names"))
  var groupBy: String?

  @OptionGroup var plots: PlotOptions
  @OptionGroup var selection: RunSelection
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try storeOptions.openForReading()
    let runs = try selection.resolve(in: store)
    let terminal = Terminal.standardOutput
    let isTable = output.format == "table"
    // Groups and tables of numbers show last values only.
    let isWhole = isTable && groupBy == nil || !plots.metrics.isEmpty
    let comparison = RunComparison(
      isWhole
        ? try store.plotHistories(of: runs.map(\.id), maximumTrajectoryPoints: 0)
        : try store.lastPoints(of: runs))
    let plots = try plots.text(of: comparison, on: terminal)
    if let groupBy {
      let names = groupBy.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }
      let groups = try RunGroups(comparison, by: names.map(String.init))
      if isTable {
        print(groups.text(width: terminal.width, emphasis: terminal.emphasis), terminator: "")
      } else {
        output.print(groups.numberTable)
      }
    } else if isTable {
      print(comparison.text(width: terminal.width, emphasis: terminal.emphasis), terminator: "")
    } else {
      output.print(comparison.table)
    }
    print(plots, terminator: "")
  }

  func validate() throws {
    guard plots.metrics.isEmpty || output.format == "table" else {
      throw ValidationError("--plot draws for people: leave --format out")
    }
  }
}
