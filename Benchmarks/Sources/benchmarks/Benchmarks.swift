import Foundation
import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore
import SaddleTraining

/// What recording every step costs, as ratios of loops that run in turn: medians of several rounds.
@main
enum Benchmarks {
  static let steps = 200_000
  static let rounds = 7

  static func main() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "saddlebag-benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let rows = try trainedRows()
    let contenders: [(name: String, seconds: (URL) throws -> Double)] = [
      ("train, unrecorded (metrics measured, not kept)", { _ in try train(into: NullRecorder()) }),
      ("train, recorded (every step durable)", { try trainIntoStore(in: $0) }),
      ("floor: bare prepared inserts of the same rows", { try PreparedInserts.run(rows, in: $0) }),
    ]
    var times = [[Double]](repeating: [], count: contenders.count)
    for round in 0...rounds {
      for (index, contender) in contenders.enumerated() {
        let place = folder.appending(path: "\(round)-\(index)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let seconds = try contender.seconds(place)
        if round > 0 { times[index].append(seconds) }  // round 0 warms up
        try FileManager.default.removeItem(at: place)
      }
    }
    printTable(contenders.map(\.name), times)
    try printCallerCost(in: folder)
    try printMethods()
  }

  /// Bilinear by alternating GDA, which neither dies out nor grows, with all metrics and three λ.
  static var plan: TrainingPlan {
    var plan = TrainingPlan(game: "bilinear", method: "alternating-gda")
    plan.steps = steps
    return plan
  }

  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private static func train(into recorder: any RunRecorder) throws -> Double {
    var session = try TrainingSession(plan)
    return try seconds { _ = try session.play(into: recorder) }
  }

  private static func trainIntoStore(in folder: URL) throws -> Double {
    var session = try TrainingSession(plan)
    let store = try Store.open(at: folder.appending(path: "s.db").path, for: .recording)
    let run = session.describe(
      name: "benchmark", experiment: "benchmark", environment: .current(version: "benchmark"))
    return try seconds { _ = try session.play(into: try store.begin(run)) }
  }

  private static func trainedRows() throws -> [StepRecord] {
    let recorder = ListRecorder()
    _ = try train(into: recorder)
    return recorder.steps
  }

  // MARK: - Output

  private static func printTable(_ names: [String], _ times: [[Double]]) {
    print("\(steps) steps, \(rounds) rounds in turn, medians\n")
    print("| loop | steps/s | µs/step | median of ratios to the floor |")
    print("|---|---|---|---|")
    for (index, name) in names.enumerated() {
      let median = times[index].median
      let ratio = zip(times[index], times[names.count - 1]).map { $1 / $0 }.median
      print(
        "| \(name) | \(Int(Double(steps) / median)) "
          + String(format: "| %.2f | %.2f |", median / Double(steps) * 1e6, ratio))
    }
  }

  /// What `record(_:)` takes of the trainer's time, when the trainer does nothing else.
  private static func printCallerCost(in folder: URL) throws {
    let rows = try trainedRows().prefix(100_000)
    let store = try Store.open(at: folder.appending(path: "c.db").path, for: .recording)
    let session = try TrainingSession(plan)
    let recorder = try store.begin(
      session.describe(
        name: "benchmark", experiment: "benchmark", environment: .current(version: "benchmark")))
    var costs: [Double] = []
    costs.reserveCapacity(rows.count)
    for row in rows { costs.append(try seconds { try recorder.record(row) }) }
    try recorder.finish(.stepLimit)
    costs.sort()
    let size = try FileManager.default.attributesOfItem(atPath: store.path)[.size] as? Int ?? 0
    print(
      String(
        format: "\nrecord(): median %.2f µs, 99 %% below %.2f µs; %.0f bytes per step in the file",
        costs[costs.count / 2] * 1e6, costs[costs.count * 99 / 100] * 1e6,
        Double(size) / Double(rows.count)))
  }

  /// The methods' own cost: steps of the trainer, nothing measured or recorded.
  private static func printMethods() throws {
    print("\n| method on bilinear, nothing recorded | ns/step |\n|---|---|")
    for entry in MethodCatalog.entries {
      guard let method = try? entry.method().method,
        var trainer = try? Trainer(game: ScalarBilinear(), method: method, seed: 1)
      else { continue }
      let best = (0..<rounds).map { _ in
        seconds { for _ in 0..<20_000 { trainer.step() } } / 20_000
      }.median
      print(String(format: "| \(entry.name) | %.0f |", best * 1e9))
    }
  }
}

extension [Double] {
  /// The middle value.
  var median: Double { sorted()[count / 2] }
}
