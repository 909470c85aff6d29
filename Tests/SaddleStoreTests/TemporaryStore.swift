import Foundation
import SaddleRecording
import SaddleStore

/// Runs `body` with the path of a folder that is removed afterwards.
func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "saddlebag-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// Runs `body` with a new store that is removed afterwards.
func withTemporaryStore<Value>(
  options: Store.Options = Store.Options(), _ body: (Store) throws -> Value
) throws -> Value {
  try withTemporaryFolder { folder in
    try body(Store.open(at: folder + "/saddlebag.db", for: .recording, options: options))
  }
}

extension RunDescription {
  /// A run of the bilinear game, as this process would record it.
  static func sample(
    name: String = "bilinear", minimizerCount: Int = 1, maximizerCount: Int = 1,
    proximalPenalties: [Double] = []
  ) -> RunDescription {
    RunDescription(
      name: name, game: "bilinear", method: "simultaneous-gda", seed: 1,
      minimizerCount: minimizerCount, maximizerCount: maximizerCount,
      proximalPenalties: proximalPenalties, environment: .current(version: "0.1.0"))
  }

  /// A run that uses every field.
  static func full() -> RunDescription {
    RunDescription(
      experiment: "Does it spiral?", name: "first try", game: "bilinear", method: "adam",
      seed: .max, gameParameters: [RunParameter(name: "payoffScale", value: "1.5")],
      methodParameters: [
        RunParameter(name: "stepSize", value: "1e-05"), RunParameter(name: "beta", value: "0.9"),
        RunParameter(name: "alternates", value: "true"),
      ],
      trainingParameters: [RunParameter(name: "data", value: "a 'quoted' file.csv")],
      minimizerCount: 2, maximizerCount: 1, proximalPenalties: [10, 0.1],
      knownEquilibria: [
        RecordedEquilibrium(
          kind: "nash", proximalOrder: nil, note: "Nash (0, 0)", profile: [0, -0.0, 1e-300]),
        RecordedEquilibrium(
          kind: "proximal", proximalOrder: 0.1 + 0.2, note: "λ*", profile: [1, 2, 0.1]),
      ],
      gapDomain: "|x|, |y| ≤ 2",
      environment: .current(
        version: "0.1.0", gitCommit: "abc", commandLine: ["saddlebag", "train", "a/\"b\""]))
  }
}

extension StepRecord {
  /// A step of a run of two parameters, with every metric measured.
  static func sample(_ step: Int) -> StepRecord {
    var metrics = StepMetrics()
    for (order, metric) in BuiltInMetric.allCases.enumerated() {
      metrics[metric] = Double(step) + Double(order) / 16
    }
    return StepRecord(
      step: step, wallSeconds: Double(step) / 1024, metrics: metrics,
      minimizer: [Double(step) + 0.1], maximizer: [-Double(step)], methodMemory: [Double(step), 7])
  }
}

/// The ``StoreError`` that `body` throws; nil if it throws none.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch {
    return error as? StoreError
  }
}

/// The code of the ``StoreError`` that `body` throws; nil if it throws none.
func errorCode(_ body: () throws -> Void) -> StoreError.Code? { storeError(body)?.code }

extension Store {
  /// Records a run of so many steps, and ends it.
  @discardableResult
  func recordSample(
    _ run: RunDescription = .sample(), steps: Int = 10, outcome: Outcome = .stepLimit
  ) throws -> Run.ID {
    let recorder = try begin(run)
    for step in 0..<steps { try recorder.record(.sample(step)) }
    try recorder.finish(outcome)
    return recorder.runID
  }
}
