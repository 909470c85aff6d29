import ArgumentParser
import SaddleRecording
import SaddleStore

/// `saddlebag archive`: runs that lists leave out.
struct Archive: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put runs away, so that lists leave them out; nothing of their record is lost.",
    discussion: """
      A filter that names archivedAt lets them pass, and saddlebag list --all shows them:
        saddlebag archive --undo --where "archivedAt is not missing"
      """)

  @Flag(help: "Take the runs out again.")
  var undo = false

  @OptionGroup var selection: RunSelection
  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    var change = RunEdit()
    change.isArchived = !undo
    let runs = try storeOptions.edit(selection, change)
    let numbers = runs.map(\.id.description).joined(separator: ", ")
    let words = runs.count == 1 ? "run \(numbers) is" : "runs \(numbers) are"
    print(
      undo ? "\(words) listed again" : "\(words) put away: saddlebag archive --undo brings back")
  }
}
