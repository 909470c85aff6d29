import ArgumentParser
import Foundation
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag list`: the runs of a store.
struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the runs, oldest first.")

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let runs = try storeOptions.openForReading().runs()
    var table = TabularText(columns: [
      "run", "game", "method", "seed", .init("last step", isCount: true), "status", "name",
      "experiment", "started",
    ])
    table.rows = runs.map { run in
      let what = run.description
      return [
        .integer(run.id.rawValue), .text(what.game), .text(what.method),
        .text("\(what.seed)"), run.lastStep.map { .integer(Int64($0)) } ?? .null,
        .text(run.status.word), .text(what.name), .text(what.experiment),
        .text(run.startedAt.ISO8601Format()),
      ]
    }
    output.print(table)
  }
}

extension RunStatus {
  /// One word for tables.
  var word: String {
    switch self {
    case .running: "running"
    case .crashed: "crashed"
    case .ended(let outcome): outcome.rawValue
    }
  }
}
