import Foundation
import GRDB
import SaddleRecording
import Synchronization
import Testing

@testable import SaddleStore

@Suite("Recording a run", .timeLimit(.minutes(2)))
struct RunWriterLifecycleTests {
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
  private func lastDurableStep(of run: Run.ID = Run.ID(1)) throws -> Int? {
    try stranger.read {
      try Int.fetchOne(
        $0, sql: "SELECT max(step) FROM step WHERE runID = ?", arguments: [run.rawValue])
    }
  }

  private func code(_ body: () throws -> Void) -> StoreError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StoreError)?.code
    }
  }

  @Test(
    "Every acknowledged step can be read at once by another connection, and finish has them all")
  func acknowledges() throws {
    let recorder = try store.begin(.sample())
    #expect(recorder.acknowledgedStep == nil)
    var before = -1
    for step in 0..<5_000 {
      try recorder.record(.sample(step))
      guard step.isMultiple(of: 250), let acknowledged = recorder.acknowledgedStep else { continue }
      #expect(acknowledged >= before && acknowledged <= step)
      #expect(try lastDurableStep() ?? -1 >= acknowledged)
      before = acknowledged
    }
    try recorder.flush()
    #expect(recorder.acknowledgedStep == 4_999)
    #expect(try lastDurableStep() == 4_999)
    try recorder.finish(.converged)
    let run = try store.run(Run.ID(1))
    #expect(run.status == .ended(.converged))
    #expect(run.stepCount == 5_000)
    #expect(try #require(run.endedAt) >= run.startedAt)
  }

  @Test("A lone step becomes durable without being asked for")
  func loneStep() throws {
    let recorder = try store.begin(.sample())
    try recorder.record(.sample(0))
    while recorder.acknowledgedStep == nil { usleep(1_000) }
    #expect(try lastDurableStep() == 0)
    try recorder.finish(.stepLimit)
  }

  @Test("A run without a step can be flushed and finished")
  func emptyRun() throws {
    let recorder = try store.begin(.sample())
    try recorder.flush()
    try recorder.finish(.interrupted)
    let run = try store.run(Run.ID(1))
    #expect(run.status == .ended(.interrupted))
    #expect(run.lastStep == nil && run.stepCount == 0)
  }

  @Test("A finished record takes no more, and a second finish changes nothing")
  func closed() throws {
    let recorder = try store.begin(.sample())
    try recorder.record(.sample(0))
    try recorder.finish(.converged)
    #expect(code { try recorder.record(.sample(1)) } == .recordClosed)
    #expect(code { try recorder.flush() } == .recordClosed)
    #expect(code { try recorder.finish(.diverged) } == .recordClosed)
    #expect(try store.run(Run.ID(1)).status == .ended(.converged))
  }

  @Test("Finishing while another thread records loses no step that was taken, and hangs neither")
  func finishRacesWithRecord() throws {
    for round in 1...20 {
      let recorder = try store.begin(.sample())
      let taken = Atomic(-1)
      let refused = Mutex<StoreError.Code?>(nil)
      let group = DispatchGroup()
      DispatchQueue.global().async(group: group) {
        for step in 0... {
          do {
            try recorder.record(.sample(step))
            taken.store(step, ordering: .relaxed)
          } catch {
            refused.withLock { $0 = (error as? StoreError)?.code }
            return
          }
        }
      }
      while taken.load(ordering: .relaxed) < 100 * round { usleep(100) }
      try recorder.finish(.interrupted)
      group.wait()
      #expect(refused.withLock { $0 } == .recordClosed)
      #expect(try lastDurableStep(of: recorder.runID) == taken.load(ordering: .relaxed))
      #expect(recorder.acknowledgedStep == taken.load(ordering: .relaxed))
    }
  }

  @Test(
    "A recorder that is let go leaves every step it was handed, and a run that reads as crashed")
  func letGo() throws {
    do {
      let recorder = try store.begin(.sample())
      for step in 0..<3_000 { try recorder.record(.sample(step)) }
    }
    #expect(try lastDurableStep() == 2_999)
    #expect(try store.run(Run.ID(1)).status == .crashed)
    let status = try store.query("SELECT status FROM runSummary").rows[0][0]
    #expect(status == "crashed")
    try store.resume(Run.ID(1)).recorder.finish(.interrupted)
  }

  @Test("A trainer that is faster than the disk is held, and nothing is dropped")
  func holdsBack() throws {
    var options = Store.Options()
    options.queueBytes = 4_000
    let store = try folder.open(options: options)
    let recorder = try store.begin(.sample())
    let taken = Atomic(0)
    let group = DispatchGroup()
    try stranger.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      DispatchQueue.global().async(group: group) {
        for step in 0..<500 {
          try? recorder.record(.sample(step))
          taken.add(1, ordering: .relaxed)
        }
      }
      // One queue's worth may be in the writer's hands and another may wait.
      while taken.load(ordering: .relaxed) < 10 { usleep(1_000) }
      usleep(50_000)
      #expect(taken.load(ordering: .relaxed) < 40)
      #expect(recorder.acknowledgedStep == nil)
      try database.execute(sql: "COMMIT")
    }
    group.wait()
    try recorder.finish(.stepLimit)
    #expect(try lastDurableStep() == 499)
  }

  @Test("A step larger than the whole queue passes")
  func largeStep() throws {
    var options = Store.Options()
    options.queueBytes = 1_000
    let recorder = try folder.open(options: options)
      .begin(.sample(minimizerCount: 1_000, maximizerCount: 1_000))
    for step in 0..<20 { try recorder.record(.sample(step, count: 1_000)) }
    try recorder.finish(.stepLimit)
    #expect(try lastDurableStep() == 19)
  }

  @Test("The heartbeat of an idle run goes on")
  func heartbeat() throws {
    func heard() throws -> Double {
      try stranger.read { try Double.fetchOne($0, sql: "SELECT heartbeatAt FROM run") ?? 0 }
    }
    let recorder = try store.begin(.sample())
    let first = try heard()
    while try heard() == first { usleep(20_000) }
    #expect(try heard() > first)
    #expect(try store.run(Run.ID(1)).status == .running)
    try recorder.finish(.stepLimit)
  }

  @Test("When the last recorder is closed, the file is alone, but for the room in reserve")
  func leavesNothingBeside() throws {
    let folder = try TemporaryStore()
    do {
      let store = try folder.open()
      try SampleRuns.record(into: store)
      _ = try store.runs()
    }
    #expect(try folder.names == ["saddlebag.db", "saddlebag.db-reserve"])
  }

  @Test("Two writers and two readers in one file: every snapshot is whole, and nothing is lost")
  func concurrent() throws {
    let stop = Atomic(false)
    let troubles = Mutex<[String]>([])
    let readers = DispatchGroup()
    for _ in 0..<2 {
      let connection = try folder.stranger()
      DispatchQueue.global().async(group: readers) {
        while !stop.load(ordering: .relaxed) {
          do {
            let broken = try connection.read { database in
              try Int.fetchOne(
                database,
                sql: """
                  SELECT count(*) FROM checkpoint WHERE
                    step <> (SELECT max(step) FROM step WHERE runID = checkpoint.runID)
                    OR step <> (SELECT max(step) FROM iterate WHERE runID = checkpoint.runID)
                    OR step + 1 <> (SELECT count(*) FROM step WHERE runID = checkpoint.runID)
                    OR step + 1 <> (SELECT count(*) FROM iterate WHERE runID = checkpoint.runID)
                  """)
            }
            if broken != 0 { troubles.withLock { $0.append("a torn snapshot") } }
          } catch {
            troubles.withLock { $0.append("\(error)") }
          }
        }
      }
    }
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      do {
        let recorder = try Store.open(at: folder.path, for: .recording).begin(.sample())
        for step in 0..<4_000 { try recorder.record(.sample(step)) }
        try recorder.finish(.stepLimit)
      } catch {
        troubles.withLock { $0.append("\(error)") }
      }
    }
    stop.store(true, ordering: .relaxed)
    readers.wait()
    #expect(troubles.withLock { $0 } == [])
    #expect(try store.runs().map(\.stepCount) == [4_000, 4_000])
    let check = try stranger.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    #expect(check == "ok")
  }
}
