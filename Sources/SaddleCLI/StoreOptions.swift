import ArgumentParser
import Foundation
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore

/// `--store`, which nearly every command takes.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("store"),
    help: ArgumentHelp(
      "The store's file (default: $SADDLEBAG_STORE, or saddlebag.db here).", valueName: "path"))
  var given: String?

  /// `--store`, else the environment's `SADDLEBAG_STORE`, else `saddlebag.db` here.
  var path: String {
    if let given { return given }
    let named = ProcessInfo.processInfo.environment["SADDLEBAG_STORE"] ?? ""
    return named.isEmpty ? "saddlebag.db" : named
  }
}

extension StoreOptions {
  /// The store, to read.
  func openForReading() throws -> Store { try Store.open(at: path, for: .reading) }

  /// The store, to change what people say of runs; there must be one.
  func openForEditing() throws -> Store {
    _ = try openForReading()
    return try Store.open(at: path, for: .recording)
  }

  /// Changes what people say of the chosen runs, and returns them as they are then.
  func edit(_ selection: RunSelection, _ change: RunEdit) throws -> [Run] {
    guard change != RunEdit() else {
      return try selection.resolve(in: openForReading())
    }
    let store = try openForEditing()
    let runs = try selection.resolve(in: store).map(\.id)
    try store.edit(runs, change)
    return try runs.map { try store.run($0) }
  }

  /// What reports need of the chosen runs, in their order.
  func histories(of selection: RunSelection) throws -> [RunHistory] {
    let store = try openForReading()
    let runs = try selection.resolve(in: store).map(\.id)
    return try store.plotHistories(of: runs, maximumTrajectoryPoints: 0)
      .map { try withTrajectory($0, store) }
  }

  /// The same of one run that a text names, without the parameters, which only pictures show.
  func metricHistory(of text: String) throws -> RunHistory {
    let store = try openForReading()
    return try store.plotHistory(
      of: store.run(matching: text).id, maximumTrajectoryPoints: 0)
  }

  /// A history with the run's path; the steps that it did not keep are played again where that is quick.
  func withTrajectory(
    _ history: RunHistory, _ store: Store, maximumCoordinates: Int? = nil
  ) throws -> RunHistory {
    let description = history.run.description
    let count = description.minimizerCount + description.maximizerCount
    // A picture of a network's path in 64 MiB.
    let most = min(2_000, max(2, (8 << 20) / max(1, min(count, 2 * (maximumCoordinates ?? count)))))
    var history = history
    history.trajectory = try ParameterSource(history.run, reader: store)
      .trajectory(maximumPoints: most, maximumCoordinates: maximumCoordinates)
    return history
  }
}
