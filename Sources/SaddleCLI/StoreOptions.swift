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
    let mostPoints = 2_000
    return try store.plotHistories(of: runs, maximumTrajectoryPoints: mostPoints)
      .map { try withReplay($0, store, mostPoints) }
  }

  /// The same of one run that a text names, without the parameters, which only pictures show.
  func metricHistory(of text: String) throws -> RunHistory {
    let store = try openForReading()
    return try store.plotHistory(
      of: store.run(matching: text).id, maximumTrajectoryPoints: 0)
  }

  /// A history of a run that did not keep its parameters of every step: they are played again where that
  /// is quick.
  private func withReplay(
    _ history: RunHistory, _ store: Store, _ mostPoints: Int
  ) throws -> RunHistory {
    let source = ParameterSource(history.run, reader: store)
    guard !history.run.keepsEveryStep, history.run.status != .running, let steps = source.steps,
      source.isQuick(steps)
    else { return history }
    var (found, minimizers, maximizers) = ([Int](), [[Double]](), [[Double]]())
    let stride = (steps.count + mostPoints - 1) / mostPoints
    try source.forEachProfile(in: steps, stride: stride) { step, profile in
      found.append(step)
      minimizers.append(Array(profile[.minimizer]))
      maximizers.append(Array(profile[.maximizer]))
    }
    var history = history
    history.trajectory = RecordedTrajectory(
      steps: found, minimizers: minimizers, maximizers: maximizers)
    return history
  }
}
