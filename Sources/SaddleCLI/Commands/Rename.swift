import ArgumentParser
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag rename`: another name for a run.
struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Give a run another name.")

  @Argument(help: ArgumentHelp("The run's number, UUID prefix or name.", valueName: "run"))
  var selection: String

  @Argument(help: "The new name; need not be unique.")
  var name: String

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let store = try storeOptions.openForEditing()
    let run = try store.run(matching: selection)
    var change = RunEdit()
    change.name = name
    try store.edit([run.id], change)
    print(
      DisplayWidth.printable(
        "run \(run.id) is now called \(name); it was \(run.description.name)"))
  }
}
