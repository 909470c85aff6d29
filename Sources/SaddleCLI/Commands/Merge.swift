import ArgumentParser
import SaddleRecording
import SaddleStore

/// `saddlebag merge`: runs of other stores.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take over the runs of other stores; a run is known by its UUID.",
    discussion: """
      A run that both stores have is taken over only if it has gone further in the other one. Merging twice \
      changes nothing, and an interrupted merge goes on where it was. The other stores are only read.
      """)

  @Argument(help: ArgumentHelp("The other stores.", valueName: "file"))
  var others: [String]

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let sources = try others.map { try Store.open(at: $0, for: .reading) }
    let store = try Store.open(at: storeOptions.path, for: .recording)
    for source in sources {
      let done = try store.merge(source)
      var parts = ["\(done.addedRuns.grouped) runs added"]
      if done.extendedRuns > 0 { parts.append("\(done.extendedRuns.grouped) taken further") }
      if done.knownRuns > 0 { parts.append("\(done.knownRuns.grouped) known already") }
      if !done.liveRuns.isEmpty {
        let live = done.liveRuns.map(\.description).joined(separator: ", ")
        parts.append("left alone because they are being recorded: \(live)")
      }
      print("\(source.path): \(parts.joined(separator: ", "))")
    }
  }
}
