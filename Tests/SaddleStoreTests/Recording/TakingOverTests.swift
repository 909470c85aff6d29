import Foundation
import GRDB
import SaddleRecording
import Synchronization
import Testing

@testable import SaddleStore

@Suite("Resuming a run")
struct TakingOverTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
  }

  private func refusal(of run: Int64) -> StoreError.Code? {
    do {
      try store.resume(Run.ID(run)).recorder.finish(.interrupted)
      return nil
    } catch {
      return (error as? StoreError)?.code
    }
  }

  @Test("A run that ended goes on from its last step with what the method carries")
  func continues() throws {
    let recorder = try store.begin(.sample(name: "whole", penalties: [1, 2]))
    for step in 0...7 { try recorder.record(.sample(step, penalties: 2)) }
    try recorder.finish(.interrupted)
    let before = try store.run(Run.ID(1))
    for last in [7, 9, 11] {
      let (resumed, checkpoint) = try store.resume(Run.ID(1))
      let expected = StepRecord.sample(last, penalties: 2)
      #expect(checkpoint.step == last)
      #expect(checkpoint.wallSeconds == expected.wallSeconds)
      #expect(checkpoint.minimizer == expected.minimizer)
      #expect(checkpoint.maximizer == expected.maximizer)
      #expect(checkpoint.methodMemory == expected.methodMemory)
      #expect(resumed.acknowledgedStep == last)
      let during = try store.run(Run.ID(1))
      #expect(during.status == .running)
      #expect(during.endedAt == nil)
      for step in 1...2 { try resumed.record(.sample(last + step, penalties: 2)) }
      try resumed.finish(.stepLimit)
    }
    let after = try store.run(Run.ID(1))
    #expect(after.stepCount == 14)
    #expect(after.startedAt == before.startedAt)
    var expected = before.description
    let here = ProcessIdentity.current
    expected.environment.processID = here.processID
    #expect(after.description == expected)
  }

  @Test("A run without a durable step, and one that does not exist, cannot be resumed")
  func nothingToResume() throws {
    try store.begin(.sample()).finish(.interrupted)
    #expect(refusal(of: 1) == .nothingToResume)
    // What was refused is as it was.
    #expect(try store.run(Run.ID(1)).status == .ended(.interrupted))
    #expect(refusal(of: 2) == .unknownRun)
  }

  @Test("A run that is being recorded cannot be resumed, and its process is named")
  func live() throws {
    let recorder = try store.begin(.sample())
    try recorder.record(.sample(0))
    try recorder.flush()
    #expect { try store.resume(Run.ID(1)) } throws: { error in
      let error = error as? StoreError
      return error?.code == .runIsLive
        && error?.message.contains("\(ProcessIdentity.current.processID)") == true
    }
    try recorder.record(.sample(1))
    try recorder.finish(.stepLimit)
    #expect(refusal(of: 1) == nil)
  }

  @Test("A run whose process is gone reads as crashed at once, and can be resumed")
  func crashed() throws {
    let recorder = try store.begin(.sample(process: .dead))
    try recorder.record(.sample(0))
    try recorder.flush()
    #expect(try store.run(Run.ID(1)).status == .crashed)
    #expect(refusal(of: 1) == nil)
    #expect { try recorder.finish(.stepLimit) } throws: { ($0 as? StoreError)?.code == .runIsLive }
  }

  @Test("A run of another machine or container is alive for a minute after its last heartbeat")
  func elsewhere() throws {
    let here = ProcessIdentity.current
    let others = [
      ProcessIdentity(host: "elsewhere", processID: here.processID, bootID: here.bootID),
      ProcessIdentity(host: here.host, processID: here.processID, bootID: "another boot"),
      ProcessIdentity(host: here.host, processID: 99_999_999, bootID: here.bootID + "0"),
    ]
    for (index, other) in others.enumerated() {
      let recorder = try store.begin(.sample(process: other))
      try recorder.record(.sample(0))
      try recorder.finish(.stepLimit)
      let id = recorder.runID
      func status(silence: Double) throws -> RunStatus {
        try folder.stranger().write {
          try $0.execute(
            sql: "UPDATE run SET outcome = NULL, heartbeatAt = ? WHERE id = ?",
            arguments: [Date().timeIntervalSince1970 - silence, id.rawValue])
        }
        return try store.run(id).status
      }
      #expect(try status(silence: 50) == .running, "\(index)")
      #expect(refusal(of: id.rawValue) == .runIsLive)
      #expect(try status(silence: 70) == .crashed, "\(index)")
      let summary = try store.query(
        "SELECT status FROM runSummary WHERE id = :run", bindings: ["run": .integer(id.rawValue)])
      #expect(summary.rows == [["crashed"]])
    }
  }

  @Test("A living process that was silent for long has given its run up")
  func silentHere() throws {
    let recorder = try store.begin(.sample())
    try recorder.record(.sample(0))
    try recorder.finish(.stepLimit)
    for (silence, status) in [(500.0, RunStatus.running), (700, .crashed)] {
      // The process must be older than the heartbeat to count as the one that gave it.
      try folder.stranger().write {
        try $0.execute(
          sql: "UPDATE run SET outcome = NULL, processID = 1, heartbeatAt = ?",
          arguments: [Date().timeIntervalSince1970 - silence])
      }
      let isOld = ProcessIdentity.isAlive(
        1, heardAt: Date().timeIntervalSince1970 - silence, now: Date().timeIntervalSince1970)
      #expect(try store.run(Run.ID(1)).status == (isOld ? status : .crashed))
    }
  }

  @Test("Of several that resume one run at once, one gets it")
  func oneWins() throws {
    let recorder = try store.begin(.sample())
    try recorder.record(.sample(0))
    try recorder.finish(.interrupted)
    for round in 0..<10 {
      let winners = Mutex<[any RunRecorder]>([])
      let refusals = Mutex<[StoreError.Code?]>([])
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        do {
          let store = try Store.open(at: folder.path, for: .recording)
          let resumed = try store.resume(Run.ID(1)).recorder
          winners.withLock { $0.append(resumed) }
        } catch {
          refusals.withLock { $0.append((error as? StoreError)?.code) }
        }
      }
      #expect(winners.withLock { $0.count } == 1, "round \(round)")
      #expect(refusals.withLock { $0 } == [.runIsLive, .runIsLive, .runIsLive])
      try winners.withLock { try $0.first?.finish(.interrupted) }
    }
  }
}
