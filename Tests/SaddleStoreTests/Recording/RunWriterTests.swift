import Dispatch
import GRDB
import SaddleRecording
import SaddleStore
import Testing

@Suite("Recording steps")
struct RunWriterTests {
  /// Values that a careless store would change.
  static let delicate: [Double] = [
    .nan, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude.nextDown,
    .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    0.1 + 0.2, 1.0 / 3, 1e22, 123_456_789_012_345_680, 9_007_199_254_740_991, .pi, -1, 1, 0,
  ]

  @Test("Every metric reads back to the bit, NaN, infinities and subnormals included")
  func metrics() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample(proximalPenalties: [0.5, 2]))
      var sent: [StepRecord] = []
      for (step, value) in Self.delicate.enumerated() {
        var record = StepRecord.sample(step)
        for (order, metric) in BuiltInMetric.allCases.enumerated() {
          record.metrics[metric] = Self.delicate[(step + order) % Self.delicate.count]
        }
        record.proximalGaps = [value, -value]
        sent.append(record)
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      let series = try store.series(of: recorder.runID)
      #expect(
        series.map(\.name)
          == BuiltInMetric.allCases.map(\.rawValue) + ["proximalGap(0.5)", "proximalGap(2.0)"])
      for found in series {
        let expected = sent.map { record in
          BuiltInMetric(rawValue: found.name).flatMap { record.metrics[$0] }
            ?? record.proximalGaps[found.name == "proximalGap(0.5)" ? 0 : 1]
        }
        #expect(found.steps == Array(sent.indices))
        for (value, expectation) in zip(found.values, expected) {
          #expect(value.isNaN ? expectation.isNaN : value == expectation)
        }
      }
    }
  }

  @Test("A metric that was not measured is not the same as NaN")
  func unmeasured() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      for step in 0..<4 {
        var record = StepRecord.sample(step)
        record.metrics = StepMetrics()
        if step % 2 == 0 { record.metrics.payoff = .nan }
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      let series = try store.series(of: recorder.runID)
      #expect(series.map(\.name) == ["payoff"])
      #expect(series[0].steps == [0, 2])
      #expect(series[0].values.allSatisfy { $0.isNaN })
      let long = try store.query("SELECT step, name, value, isNaN FROM metric ORDER BY step")
      #expect(
        long.rows == [
          [0, "payoff", nil, 1],
          [2, "payoff", nil, 1],
        ])
      #expect(try store.series(of: recorder.runID, metrics: ["dualityGap"])[0].steps.isEmpty)
    }
  }

  @Test("Parameters read back to the bit, the sign of zero and a NaN's payload included")
  func parameters() throws {
    try withTemporaryStore { store in
      var generator = SystemRandomNumberGenerator()
      let payload = Double(bitPattern: 0x7FF8_0000_0000_1234)
      let x = Self.delicate + [-0.0, payload]
      let y = (0..<1000).map { _ in Double(bitPattern: generator.next()) }
      let recorder = try store.begin(
        .sample(minimizerCount: x.count, maximizerCount: y.count))
      var record = StepRecord.sample(0)
      record.minimizer = x
      record.maximizer = y
      record.methodMemory = [payload, -0.0]
      try recorder.record(record)
      try recorder.finish(.nonfinite)
      let (second, checkpoint) = try store.resume(recorder.runID)
      #expect(checkpoint.minimizer.map(\.bitPattern) == x.map(\.bitPattern))
      #expect(checkpoint.maximizer.map(\.bitPattern) == y.map(\.bitPattern))
      #expect(checkpoint.methodMemory.map(\.bitPattern) == [payload, -0.0].map(\.bitPattern))
      try second.finish(.nonfinite)
    }
  }

  @Test("A player may have no parameters, and a method no memory")
  func emptyVectors() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample(minimizerCount: 0, maximizerCount: 0))
      try recorder.record(
        StepRecord(step: 0, wallSeconds: 0, metrics: StepMetrics(), minimizer: [], maximizer: []))
      try recorder.finish(.stepLimit)
      let record = try #require(try store.lastStepRecord(of: recorder.runID))
      #expect(record.minimizer == [] && record.maximizer == [])
    }
  }

  @Test("A flushed step is acknowledged and in the file; nothing is acknowledged before")
  func acknowledgement() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      #expect(recorder.acknowledgedStep == nil)
      try recorder.flush()
      #expect(recorder.acknowledgedStep == nil)
      let reader = try Store.open(at: store.path, for: .reading)
      for step in 0..<50 {
        try recorder.record(.sample(step))
        try recorder.flush()
        #expect(recorder.acknowledgedStep == step)
        #expect(try reader.run(recorder.runID).lastStep == step)
      }
      try recorder.finish(.stepLimit)
    }
  }

  @Test("What is acknowledged at any moment is in the file at that moment")
  func acknowledgedIsDurable() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      let reader = try Store.open(at: store.path, for: .reading)
      for step in 0..<20_000 {
        try recorder.record(.sample(step))
        if step % 1000 == 0, let acknowledged = recorder.acknowledgedStep {
          #expect(try #require(try reader.run(recorder.runID).lastStep) >= acknowledged)
        }
      }
      try recorder.finish(.stepLimit)
      #expect(recorder.acknowledgedStep == 19_999)
      let run = try reader.run(recorder.runID)
      #expect(run.stepCount == 20_000)
    }
  }

  @Test("Steps that come while the writer is busy share a commit")
  func groups() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      let reader = try Store.open(at: store.path, for: .reading)
      let other = try DatabaseQueue(path: store.path)
      try other.inTransaction(.immediate) { _ in
        for step in 0..<5_000 { try recorder.record(.sample(step)) }
        return .rollback
      }
      // The group that waited for the lock, and all that came meanwhile.
      var seen: Set<Int> = []
      let deadline = ContinuousClock.now.advanced(by: .seconds(60))
      while recorder.acknowledgedStep != 4_999, ContinuousClock.now < deadline {
        if let last = try reader.run(recorder.runID).lastStep { seen.insert(last) }
      }
      try recorder.flush()
      #expect(seen.count <= 2)
      try recorder.finish(.stepLimit)
    }
  }

  @Test("A small queue makes the trainer wait and loses nothing")
  func backPressure() throws {
    var options = Store.Options()
    options.queueBytes = 2048
    try withTemporaryStore(options: options) { store in
      let id = try store.recordSample(steps: 500)
      #expect(try store.run(id).stepCount == 500)
      #expect(try store.series(of: id, metrics: ["payoff"])[0].values == (0..<500).map(Double.init))
    }
  }

  @Test("A full disk stops the recording with an error; acknowledged steps are safe")
  func diskFull() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saddlebag.db"
      var options = Store.Options()
      _ = try Store.open(at: path, for: .recording)
      options.maximumPageCount = 120
      let store = try Store.open(at: path, for: .recording, options: options)
      let recorder = try store.begin(.sample())
      var failure: StoreError?
      // On a busy machine the first group may be larger than the disk.
      try recorder.record(.sample(0))
      try recorder.flush()
      do {
        for step in 1..<1_000_000 { try recorder.record(.sample(step)) }
      } catch {
        failure = error as? StoreError
      }
      #expect(failure?.code == .diskFull)
      let acknowledged = try #require(recorder.acknowledgedStep)
      #expect(failure?.message.contains("safe up to step \(acknowledged)") == true)
      #expect(errorCode { try recorder.flush() } == .diskFull)
      #expect(errorCode { try recorder.finish(.stepLimit) } == .diskFull)
      #expect(errorCode { try recorder.record(.sample(0)) } == .diskFull)

      let reader = try Store.open(at: path, for: .reading)
      #expect(try reader.run(recorder.runID).lastStep == acknowledged)
      #expect(try reader.query("PRAGMA integrity_check").rows == [["ok"]])
      #expect(
        try reader.series(of: recorder.runID, metrics: ["payoff"])[0].steps.count
          == acknowledged + 1)
    }
  }

  @Test("A closed record takes nothing more")
  func closedRecord() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      try recorder.record(.sample(0))
      try recorder.finish(.stepLimit)
      #expect(errorCode { try recorder.record(.sample(1)) } == .recordClosed)
      #expect(errorCode { try recorder.flush() } == .recordClosed)
      #expect(errorCode { try recorder.finish(.converged) } == .recordClosed)
      #expect(try store.run(recorder.runID).status == .ended(.stepLimit))
    }
  }

  @Test("A run that is deleted while it is recorded ends its recorder")
  func deletedRun() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      try recorder.record(.sample(0))
      try recorder.flush()
      try DatabaseQueue(path: store.path).write { try $0.execute(sql: "DELETE FROM run") }
      #expect(
        errorCode {
          try recorder.record(.sample(1))
          try recorder.flush()
        } == .unknownRun)
      let orphans = try store.query("SELECT count(*) FROM step")
      #expect(orphans.rows == [[0]])
    }
  }

  @Test("A writer that stays locked out gives up after the busy timeout; then all is well again")
  func lockedOut() throws {
    try withTemporaryStore(options: Store.Options(busyTimeout: .milliseconds(50))) { store in
      let recorder = try store.begin(.sample())
      try recorder.record(.sample(0))
      try recorder.flush()
      let other = try DatabaseQueue(path: store.path)
      try other.inTransaction(.exclusive) { _ in
        let recording = errorCode {
          try recorder.record(.sample(1))
          try recorder.flush()
        }
        #expect(recording == .locked)
        let beginning = errorCode { _ = try store.begin(.sample()) }
        #expect(beginning == .locked)
        // Readers do not mind.
        let lastStep = try store.run(recorder.runID).lastStep
        #expect(lastStep == 0)
        return .rollback
      }
      #expect(try store.run(recorder.runID).lastStep == 0)
      try store.recordSample()
      #expect(try store.runs().count == 2)
    }
  }

  @Test("Several runs are recorded and read at once in one file, and none loses a step")
  func concurrency() throws {
    try withTemporaryStore { store in
      let writers = 3
      let steps = 2_000
      let failures = LockedList<String>()
      DispatchQueue.concurrentPerform(iterations: writers + 2) { worker in
        do {
          if worker < writers {
            // A store of its own, as another process would have.
            let store = try Store.open(at: store.path, for: .recording)
            try store.recordSample(.sample(name: "run \(worker)"), steps: steps)
          } else {
            let reader = try Store.open(at: store.path, for: .reading)
            let ended = RunStatus.ended(.stepLimit)
            while failures.elements.isEmpty,
              try reader.runs().filter({ $0.status == ended }).count < writers
            {
              for run in try reader.runs() {
                let series = try reader.series(of: run.id, metrics: ["payoff"])[0]
                if series.steps != Array(0..<series.steps.count) {
                  failures.append("a gap in run \(run.id)")
                }
              }
            }
          }
        } catch {
          failures.append("\(error)")
        }
      }
      #expect(failures.elements.isEmpty)
      let runs = try store.runs()
      #expect(runs.count == writers)
      for run in runs {
        #expect(run.stepCount == steps)
        #expect(try store.series(of: run.id, metrics: ["payoff"])[0].values.count == steps)
      }
      #expect(try store.query("PRAGMA integrity_check").rows == [["ok"]])
    }
  }

  @Test("A recorder that has nothing to write still says that it is alive")
  func heartbeat() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      let database = try DatabaseQueue(path: store.path)
      try database.write { try $0.execute(sql: "UPDATE run SET heartbeatAt = 0") }
      let deadline = ContinuousClock.now.advanced(by: .seconds(30))
      var heartbeat = 0.0
      while heartbeat == 0, ContinuousClock.now < deadline {
        heartbeat =
          try database.read { try Double.fetchOne($0, sql: "SELECT heartbeatAt FROM run") } ?? 0
      }
      #expect(heartbeat > 1_600_000_000)
      try recorder.finish(.interrupted)
    }
  }
}

/// A list that several threads append to.
final class LockedList<Element: Sendable>: @unchecked Sendable {
  // `list` is read and written on `queue` alone.
  private var list: [Element] = []
  private let queue = DispatchQueue(label: "list")

  var elements: [Element] { queue.sync { list } }

  func append(_ element: Element) { queue.sync { list.append(element) } }
}
