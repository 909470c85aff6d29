import ArgumentParser
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag note`: what people write of runs.
struct Note: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a note on runs, or print the notes they have.")

  @Option(help: "The note, in place of the one there is; empty for none.")
  var text: String?

  @OptionGroup var selection: RunSelection
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var change = RunEdit()
    change.note = text
    let runs = try storeOptions.edit(selection, change)
    var table = TabularText(columns: ["run", "name", "note"])
    table.rows = runs.map { run in
      [
        .integer(run.id.rawValue), .text(run.description.name),
        run.annotations.note.map { .text($0) } ?? .null,
      ]
    }
    output.print(table)
  }
}
