import ArgumentParser
import SaddleReport

/// `saddlebag compare`: what differs between runs, and what came of it.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare runs in the terminal: what differs, and the last and best values.")

  @OptionGroup var selection: RunSelection

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let comparison = RunComparison(try storeOptions.histories(of: selection))
    if output.format == "table" {
      let terminal = Terminal.standardOutput
      print(comparison.text(width: terminal.width, emphasis: terminal.emphasis), terminator: "")
    } else {
      output.print(comparison.table)
    }
  }
}
