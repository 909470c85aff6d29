import ArgumentParser
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag tag`: words to find runs by.
struct Tag: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give runs tags, take tags from them, or print the tags they have.")

  @Option(help: ArgumentHelp("A tag to give; may be repeated.", valueName: "tag"))
  var add: [String] = []

  @Option(help: ArgumentHelp("A tag to take; may be repeated.", valueName: "tag"))
  var remove: [String] = []

  @OptionGroup var selection: RunSelection
  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var change = RunEdit()
    change.addedTags = add
    change.removedTags = remove
    let runs = try storeOptions.edit(selection, change)
    var table = TabularText(columns: ["run", "name", "tags"])
    table.rows = runs.map { run in
      [
        .integer(run.id.rawValue), .text(run.description.name),
        .text(run.annotations.tags.joined(separator: ", ")),
      ]
    }
    output.print(table)
  }
}
