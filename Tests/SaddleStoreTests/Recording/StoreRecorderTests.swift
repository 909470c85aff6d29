import GRDB
import SaddleRecording
import SaddleStore
import Testing

@Suite("Beginning and resuming runs")
struct StoreRecorderTests {
  @Test("A run reads back exactly as it was described")
  func description() throws {
    try withTemporaryStore { store in
      let described = RunDescription.full()
      let recorder = try store.begin(described)
      #expect(try store.run(recorder.runID).description == described)
      try recorder.finish(.interrupted)
      #expect(try store.run(recorder.runID).description == described)
    }
  }

  @Test(
    "A run is running from its beginning, and ended with its outcome", arguments: Outcome.allCases)
  func statuses(outcome: Outcome) throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      #expect(try store.run(recorder.runID).status == .running)
      #expect(try store.run(recorder.runID).lastStep == nil)
      try recorder.record(.sample(0))
      try recorder.finish(outcome)
      let run = try store.run(recorder.runID)
      #expect(run.status == .ended(outcome))
      #expect(run.lastStep == 0)
      #expect(run.stepCount == 1)
      #expect(try #require(run.endedAt) >= run.startedAt)
    }
  }

  @Test("A resumed run continues after its last durable step, with its state to the bit")
  func resume() throws {
    try withTemporaryStore { store in
      let described = RunDescription.sample()
      let first = try store.begin(described)
      for step in 0..<100 { try first.record(.sample(step)) }
      try first.finish(.interrupted)

      let (second, checkpoint) = try store.resume(first.runID)
      #expect(checkpoint.run == described)
      #expect(checkpoint.step == 99)
      #expect(checkpoint.wallSeconds == StepRecord.sample(99).wallSeconds)
      #expect(checkpoint.minimizer == StepRecord.sample(99).minimizer)
      #expect(checkpoint.maximizer == StepRecord.sample(99).maximizer)
      #expect(checkpoint.methodMemory == StepRecord.sample(99).methodMemory)
      #expect(second.acknowledgedStep == 99)
      #expect(try store.run(first.runID).status == .running)
      #expect(try store.run(first.runID).endedAt == nil)
      for step in 100..<200 { try second.record(.sample(step)) }
      try second.finish(.stepLimit)

      let series = try store.series(of: first.runID, metrics: ["payoff"])[0]
      #expect(series.steps == Array(0..<200))
      #expect(try store.run(first.runID).status == .ended(.stepLimit))
    }
  }

  @Test("A run whose process lives is not resumed")
  func liveRun() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      try recorder.record(.sample(0))
      try recorder.flush()
      #expect(errorCode { _ = try store.resume(recorder.runID) } == .runIsLive)
      try recorder.record(.sample(1))
      try recorder.finish(.stepLimit)
      #expect(try store.run(recorder.runID).lastStep == 1)
    }
  }

  @Test("A run that its process gave up reads as crashed and can be resumed")
  func abandonedRun() throws {
    try withTemporaryStore { store in
      var recorder: (any RunRecorder)? = try store.begin(.sample())
      let id = try #require(recorder?.runID)
      try recorder?.record(.sample(0))
      recorder = nil
      #expect(try store.run(id).status == .crashed)
      #expect(try store.run(id).lastStep == 0)
      let (second, checkpoint) = try store.resume(id)
      #expect(checkpoint.step == 0)
      try second.finish(.stepLimit)
    }
  }

  @Test("A run that stopped before its first step cannot be resumed, and stays as it was")
  func nothingToResume() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      try recorder.finish(.interrupted)
      #expect(errorCode { _ = try store.resume(recorder.runID) } == .nothingToResume)
      #expect(try store.run(recorder.runID).status == .ended(.interrupted))
      #expect(errorCode { _ = try store.resume(Run.ID(99)) } == .unknownRun)
    }
  }

  @Test("A recorder whose run was taken over stops, and what it had recorded stays")
  func takeover() throws {
    try withTemporaryStore { store in
      let first = try store.begin(.sample())
      try first.record(.sample(0))
      try first.flush()
      // Another machine that shares the file, to which the first looks dead although it lives.
      var options = Store.Options()
      options.process = ProcessIdentity(host: "elsewhere", processID: 7, bootID: "other boot")
      try DatabaseQueue(path: store.path).write {
        try $0.execute(sql: "UPDATE run SET processID = 0")
      }
      let other = try Store.open(at: store.path, for: .recording, options: options)
      let (second, checkpoint) = try other.resume(first.runID)
      #expect(checkpoint.step == 0)
      try second.record(.sample(1))
      try second.flush()

      #expect(
        errorCode {
          try first.record(.sample(1))
          try first.flush()
        } == .runIsLive)
      #expect(first.acknowledgedStep == 0)
      try second.finish(.stepLimit)
      #expect(try store.run(first.runID).lastStep == 1)
    }
  }

  @Test("A dead process's run is crashed at once, another machine's after a minute of silence")
  func crashes() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample()
      let database = try DatabaseQueue(path: store.path)
      func pretend(_ columns: String) throws -> RunStatus {
        try database.write { try $0.execute(sql: "UPDATE run SET \(columns)") }
        return try store.run(id).status
      }
      let pid = ProcessIdentity.current.processID
      // No process has a number beyond Linux's largest.
      #expect(try pretend("outcome = NULL, processID = 2000000000") == .crashed)
      #expect(try pretend("processID = 0") == .crashed)
      #expect(try pretend("processID = \(pid)") == .running)
      // The number was given to this process long after the run was heard of for the last time.
      #expect(try pretend("heartbeatAt = 1000") == .crashed)
      #expect(try pretend("heartbeatAt = unixepoch('now'), host = 'elsewhere'") == .running)
      #expect(try pretend("heartbeatAt = unixepoch('now') - 30") == .running)
      #expect(try pretend("heartbeatAt = unixepoch('now') - 120") == .crashed)
      #expect(try pretend("outcome = 'stepLimit'") == .ended(.stepLimit))
    }
  }

  @Test("A description that contradicts itself is refused, and leaves nothing behind")
  func inconsistency() throws {
    try withTemporaryStore { store in
      let changes: [(inout RunDescription) -> Void] = [
        { $0.minimizerCount = -1 },
        { $0.proximalPenalties = [1, 1] },
        { $0.proximalPenalties = [.nan] },
        { $0.methodParameters = [.init(name: "a", value: "1"), .init(name: "a", value: "2")] },
        {
          $0.knownEquilibria = [
            .init(kind: "nash", proximalOrder: nil, note: "", profile: [.infinity])
          ]
        },
      ]
      for change in changes {
        var run = RunDescription.sample()
        change(&run)
        #expect(errorCode { _ = try store.begin(run) } == .invalidRun)
      }
      let twice = RunDescription.sample()
      try store.begin(twice).finish(.converged)
      #expect(errorCode { _ = try store.begin(twice) } == .invalidRun)
      #expect(try store.runs().count == 1)
    }
  }

  @Test("A store that was opened for reading records nothing")
  func readingOnly() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample()
      let reader = try Store.open(at: store.path, for: .reading)
      #expect(errorCode { _ = try reader.begin(.sample()) } == .readOnly)
      #expect(errorCode { _ = try reader.resume(id) } == .readOnly)
    }
  }

  @Test("Deleting a run deletes everything recorded of it")
  func cascade() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample(.sample(proximalPenalties: [1]))
      try DatabaseQueue(path: store.path).write { database in
        try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id.rawValue])
        for table in ["step", "iterate", "checkpoint", "proximalPenalty", "runParameter"] {
          #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") == 0)
        }
      }
    }
  }
}
