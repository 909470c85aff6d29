import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("A run whose record fails", .timeLimit(.minutes(2)))
struct RunWriterFailureTests {
  private let folder: TemporaryStore
  private let store: Store
  /// Another program's connection to the same file.
  private let stranger: DatabaseQueue

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open(options: .impatient())
    stranger = try folder.stranger()
  }

  /// The highest step in the file, by another connection.
  private func lastDurableStep() throws -> Int? {
    try stranger.read { try Int.fetchOne($0, sql: "SELECT max(step) FROM step") }
  }

  private func code(_ body: () throws -> Void) -> StoreError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StoreError)?.code
    }
  }

  /// What a failed run must be: everything acknowledged in the file, not a step more, and no outcome.
  private func expectFailed(
    _ recorder: any RunRecorder, _ code: StoreError.Code,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(self.code { try recorder.flush() } == code, sourceLocation: sourceLocation)
    #expect(self.code { try recorder.record(.sample(0)) } == code, sourceLocation: sourceLocation)
    #expect(self.code { try recorder.finish(.stepLimit) } == code, sourceLocation: sourceLocation)
    #expect(self.code { try recorder.finish(.stepLimit) } == code, sourceLocation: sourceLocation)
    #expect(
      try lastDurableStep() == recorder.acknowledgedStep, sourceLocation: sourceLocation)
    let outcome = try stranger.read { try String.fetchOne($0, sql: "SELECT outcome FROM run") }
    #expect(outcome == nil, sourceLocation: sourceLocation)
  }

  @Test("On a full disk the run fails, says up to which step it is safe, and can be resumed")
  func diskFull() throws {
    var options = Store.Options.impatient()
    options.maximumPageCount = 60
    let recorder = try folder.open(options: options).begin(.sample())
    var failure: StoreError?
    for step in 0... {
      do {
        try recorder.record(.sample(step))
        if step.isMultiple(of: 500) { try recorder.flush() }
      } catch {
        failure = error as? StoreError
        break
      }
    }
    #expect(failure?.code == .diskFull)
    let safe = try #require(recorder.acknowledgedStep)
    #expect(failure?.message.hasSuffix("run 1 is safe up to step \(safe)") == true)
    try expectFailed(recorder, .diskFull)
    #expect(try store.run(Run.ID(1)).status == .crashed)

    let (resumed, checkpoint) = try store.resume(Run.ID(1))
    #expect(checkpoint.step == safe)
    try resumed.record(.sample(safe + 1))
    try resumed.finish(.stepLimit)
    #expect(try lastDurableStep() == safe + 1)
  }

  @Test("A lock held for longer than the timeout fails the run; released, the run can be resumed")
  func lockedOut() throws {
    let recorder = try store.begin(.sample())
    for step in 0..<10 { try recorder.record(.sample(step)) }
    try recorder.flush()
    try stranger.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      try recorder.record(.sample(10))
      #expect(code { try recorder.flush() } == .locked)
      try database.execute(sql: "COMMIT")
    }
    try expectFailed(recorder, .locked)
  }

  @Test("A record that another program breaks fails as a whole group")
  func brokenTable() throws {
    let recorder = try store.begin(.sample())
    for step in 0..<10 { try recorder.record(.sample(step)) }
    try recorder.flush()
    try stranger.write { try $0.execute(sql: "ALTER TABLE iterate RENAME TO other") }
    for step in 10..<20 { try recorder.record(.sample(step)) }
    try expectFailed(recorder, .io)
    #expect(recorder.acknowledgedStep == 9)
    try stranger.write { try $0.execute(sql: "ALTER TABLE other RENAME TO iterate") }
    #expect(try store.resume(Run.ID(1)).checkpoint.step == 9)
  }

  @Test("A run that is deleted while it is recorded stays deleted")
  func deleted() throws {
    let recorder = try store.begin(.sample())
    try recorder.record(.sample(0))
    try recorder.flush()
    try stranger.write { try $0.execute(sql: "DELETE FROM run") }
    // A new run does not get the number of the old one, whose recorder is still there.
    let other = try store.begin(.sample(name: "other"))
    #expect(other.runID == Run.ID(2))
    try recorder.record(.sample(1))
    #expect(code { try recorder.flush() } == .unknownRun)
    #expect(code { try recorder.finish(.stepLimit) } == .unknownRun)
    for table in ["step", "iterate", "checkpoint", "proximalGap"] {
      let rows = try stranger.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
      #expect(rows == 0, "\(table)")
    }
    try other.finish(.stepLimit)
  }

  @Test(
    "A process that was taken for dead and goes on cannot write to the run that another resumed")
  func takenOver() throws {
    let first = try store.begin(.sample(process: .dead))
    for step in 0..<10 { try first.record(.sample(step)) }
    try first.flush()
    let (second, checkpoint) = try store.resume(Run.ID(1))
    #expect(checkpoint.step == 9)
    try first.record(.sample(10))
    #expect(code { try first.flush() } == .runIsLive)
    #expect(code { try first.finish(.diverged) } == .runIsLive)
    for step in 10..<20 { try second.record(.sample(step)) }
    try second.flush()
    #expect(try store.run(Run.ID(1)).status == .running)
    try second.finish(.converged)
    let run = try store.run(Run.ID(1))
    #expect(run.status == .ended(.converged))
    #expect(run.stepCount == 20)
  }
}
