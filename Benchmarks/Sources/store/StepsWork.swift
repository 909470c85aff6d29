import Foundation
import SaddleRecording
import SaddleStore

/// Steps of eight metrics, as a program's own loop records them: how many are acknowledged a second, what
/// one costs the caller, and how many bytes a value takes.
enum StepsWork {
  static let count = 400_000
  static let rounds = 7
  static let metrics: [BuiltInMetric] = Array(BuiltInMetric.allCases.prefix(8))

  static func description(_ name: String = "own loop") -> RunDescription {
    RunDescription(
      name: name, game: "own", method: "own", seed: 1, minimizerCount: 0, maximizerCount: 0,
      parameterPolicy: .off, environment: .current(version: "benchmark"))
  }

  /// A step with eight doubles of all 64 bits.
  static func step(_ number: Int) -> StepRecord {
    var metrics = StepMetrics()
    let value = Double(number &* 0x9E37_79B9 & 0xFFFF_FFFF) / 7
    metrics.payoff = value
    metrics.minimizerLoss = value + 0.1
    metrics.maximizerLoss = value + 0.2
    metrics.minimizerGradientNorm = value + 0.3
    metrics.maximizerGradientNorm = value + 0.4
    metrics.fieldNorm = value + 0.5
    metrics.equilibriumDistance = value + 0.6
    metrics.dualityGap = value + 0.7
    return StepRecord(
      step: number, wallSeconds: Double(number) / 3e5, metrics: metrics, methodMemory: nil)
  }

  static func record(_ count: Int, into store: Store, _ run: RunDescription) throws -> Double {
    let recorder = try store.begin(run)
    for number in 0..<count { try recorder.record(step(number)) }
    try recorder.finish(.stepLimit)
    return recorder.blockedSeconds
  }

  static func run(in folder: URL) throws {
    var own: [Moment] = []
    var bare: [Moment] = []
    var blocked: [Double] = []
    var bytes = (appended: 0, compacted: 0)
    for round in 0...rounds {
      let place = folder.appending(path: "\(round)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let store = try Store.open(at: place.appending(path: "own.db").path, for: .recording)
      let first = try Moment.of { blocked.append(try record(count, into: store, description())) }
      let floor = try BareLoop(at: place.appending(path: "bare.db").path)
      let second = try Moment.of { try floor.run(count) }
      if round > 0 {
        own.append(first)
        bare.append(second)
      } else {
        // Taken over by a fresh connection, so that the log is in the file.
        bytes.appended = try store.bytes
        _ = try store.compact()
        bytes.compacted = try store.bytes
      }
      try FileManager.default.removeItem(at: place)
    }
    print("\(count) steps of 8 metrics, synchronous=FULL, \(rounds) rounds in turn, medians\n")
    print("| loop | steps/s | µs of CPU a step |\n|---|---|---|")
    for (name, times) in [("record(), acknowledged", own), ("bare C, 8,192 steps a commit", bare)] {
      let rate = Double(count) / times.map(\.wall).median
      let cost = times.map(\.process).median / Double(count) * 1e6
      print("| \(name) | \(Int(rate)) | \(format(cost)) |")
    }
    let ratios = zip(own, bare).map { $1.wall / $0.wall }
    print(
      "\nratio of rates \(format(ratios.median)) (\(format(ratios.min() ?? 0))–"
        + "\(format(ratios.max() ?? 0))); the caller waited \(format(blocked.median)) s for the writer:"
        + " its groups were full")
    for (name, size) in [("as recorded", bytes.appended), ("after compact", bytes.compacted)] {
      let each = Double(size) / Double(count)
      print(
        "\(name): \(format(each, 1)) bytes a step, \(format(each / 8)) a value of 8 metrics, "
          + "\(format(each / 9)) with the time as the ninth")
    }
    try callerCost(in: folder)
  }

  /// Prints how many steps a second are acknowledged.
  static func printRate() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "rate-\(UUID().uuidString).db")
    defer {
      for suffix in ["", "-wal", "-shm", "-reserve"] {
        try? FileManager.default.removeItem(atPath: path.path + suffix)
      }
    }
    let store = try Store.open(at: path.path, for: .recording)
    let time = try Moment.of { _ = try record(count, into: store, description()) }
    print(Double(count) / time.wall)
  }

  /// What `record(_:)` takes of the trainer's time, when each step takes it about 5 µs.
  private static func callerCost(in folder: URL) throws {
    let store = try Store.open(at: folder.appending(path: "caller.db").path, for: .recording)
    let recorder = try store.begin(description())
    var costs: [UInt64] = []
    costs.reserveCapacity(count / 2)
    for number in 0..<count / 2 {
      let record = step(number)
      let end = nanoseconds() + 5_000
      while nanoseconds() < end {}
      let start = nanoseconds()
      try recorder.record(record)
      costs.append(nanoseconds() - start)
    }
    try recorder.finish(.stepLimit)
    costs.sort()
    print(
      "record(): median \(costs[costs.count / 2]) ns, 99 % below "
        + "\(costs[costs.count * 99 / 100]) ns, the clock's own time included")
  }

  private static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
