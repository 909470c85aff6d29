import ArgumentParser
import SaddleStore

/// `saddlebag compact`: unused room back to the disk.
struct Compact: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the store anew without unused room, and give that back to the disk.",
    discussion: "No run may be recorded meanwhile; the disk needs room for the file once more.")

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let freed = try storeOptions.openForEditing().compact()
    print("gave \((Double(freed) / 1_048_576).brief) MiB back to the disk")
  }
}
