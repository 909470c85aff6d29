import ArgumentParser
import SaddleStore

/// `saddlebag backup`: a copy of the store.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the store, as it is at one moment, also while runs are recorded.",
    discussion: "The copy is a store of its own; it is checked, and synced to the disk.")

  @Argument(help: "The file to make.")
  var target: String

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let store = try storeOptions.openForReading()
    try store.backup(to: target)
    let copy = try Store.open(at: target, for: .reading)
    let size = (Double(try copy.size().fileBytes) / 1_048_576).brief
    print("wrote \(target): \(try copy.runs().count.grouped) runs, \(size) MiB, checked")
  }
}
