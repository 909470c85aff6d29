import Foundation
import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Living with a store")
struct UpkeepTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
  }

  private func severities(repairs: Bool = false) throws -> [DoctorFinding.Severity] {
    try store.examine(repairs: repairs).map(\.severity)
  }

  private func execute(_ sql: String) throws {
    let stranger = try folder.stranger()
    try stranger.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA foreign_keys = OFF")
      try $0.execute(sql: sql)
    }
    try stranger.close()
  }

  @Test("A backup of a store in use is a whole store of its own, and writes over nothing")
  func backup() throws {
    let recorder = try store.begin(.sample())
    for step in 0..<500 { try recorder.record(.sample(step)) }
    try recorder.flush()
    let target = folder.path(of: "copy.db")
    try store.backup(to: target)
    for step in 500..<600 { try recorder.record(.sample(step)) }
    try recorder.finish(.stepLimit)
    #expect(try folder.names.filter { $0.hasPrefix("copy") } == ["copy.db"])
    let copy = try Store.open(at: target, for: .reading)
    #expect(try copy.run(Run.ID(1)).lastStep == 499)
    #expect(try copy.examine(repairs: false).contains { $0.severity == .damaged } == false)
    #expect(errorCode { try store.backup(to: target) } == .alreadyThere)
    #expect(errorCode { try store.backup(to: folder.path(of: "no/folder/copy.db")) } == .io)
  }

  @Test("A sound store is found sound")
  func sound() throws {
    try SampleRuns.record(into: store)
    #expect(try severities().allSatisfy { $0 == .fine })
  }

  @Test(
    "The doctor finds what is damaged, and says where",
    arguments: [
      ("DELETE FROM step WHERE runID = 1 AND step = 1", "2 of its 3 steps"),
      ("DELETE FROM iterate WHERE runID = 1 AND step = 1", "the parameters of 2 of its 3"),
      ("UPDATE iterate SET minimizer = x'00' WHERE runID = 1 AND step = 1", "first at step 1"),
      ("UPDATE checkpoint SET step = 1 WHERE runID = 1", "checkpoint of run 1"),
    ])
  func damage(_ sql: String, _ words: String) throws {
    try SampleRuns.record(into: store)
    try execute(sql)
    let damaged = try store.examine(repairs: true).filter { $0.severity == .damaged }
    #expect(damaged.contains { $0.sentence.contains(words) }, "\(damaged)")
  }

  @Test("Rows of no run and contents of no file are repaired by deleting them")
  func repairs() throws {
    let recorder = try store.begin(.sample())
    try recorder.attach(name: "a", mediaType: "x/y", data: [1], step: nil)
    try recorder.record(.sample(0))
    try recorder.finish(.stepLimit)
    try store.recordSample(steps: 3)
    try execute("DELETE FROM run WHERE id = 1; DELETE FROM artifact")
    #expect(try severities().filter { $0 == .repairable }.count == 2)
    #expect(try severities(repairs: true).contains(.repaired))
    #expect(try severities().allSatisfy { $0 == .fine })
    #expect(try store.query("SELECT count(*) FROM step").rows == [[3]])
    #expect(try store.query("SELECT count(*) FROM artifactChunk").rows == [[0]])
  }

  @Test("A crashed run is named with its last step")
  func crashed() throws {
    var options = Store.Options()
    options.process = .dead
    let dead = try folder.open(options: options)
    var run = RunDescription.sample()
    run.environment.processID = ProcessIdentity.dead.processID
    let recorder = try dead.begin(run)
    for step in 0..<5 { try recorder.record(.sample(step)) }
    try recorder.flush()
    let advice = try store.examine(repairs: false).filter { $0.severity == .advice }
    #expect(advice.contains { $0.sentence.contains("crashed at step 4") }, "\(advice)")
    withExtendedLifetime(recorder) {}
  }

  @Test(
    "Pruning keeps every K-th step and whole states, says the same before, and spares live runs")
  func prune() throws {
    let id = try store.recordSample(steps: 1_050)
    let live = try store.begin(.sample())
    try live.record(.sample(0))
    try live.flush()
    let plan = try store.prune([id, live.runID], to: .everyStep(100), isDryRun: true)
    #expect(plan.stepCount == 1_050 - 12 && plan.liveRuns == [live.runID])
    #expect(try store.query("SELECT count(*) FROM iterate WHERE runID = 1").rows == [[1_050]])
    #expect(try store.prune([id, live.runID], to: .everyStep(100), isDryRun: false) == plan)
    #expect(
      try store.history(of: id).trajectory.steps == Array(stride(from: 0, through: 1_000, by: 100))
        + [1_049])
    #expect(try store.run(id).description.parameterPolicy == .raw)
    #expect(try store.run(id).prunedEvery == 100)
    #expect(try store.checkpoint(of: id).step == 1_049)
    try live.finish(.stepLimit)
    #expect(try store.examine(repairs: false).contains { $0.severity == .damaged } == false)
    _ = try store.prune([id], to: .none, isDryRun: false)
    #expect(try store.query("SELECT step FROM iterate WHERE runID = 1").rows == [[1_000], [1_049]])
    #expect(try store.checkpoint(of: id).step == 1_049)
    #expect(try store.run(id).stepCount == 1_050)
  }

  @Test("Compacting gives the room of deleted runs back, and refuses while something is recorded")
  func compact() throws {
    let id = try store.recordSample(steps: 5_000)
    try store.recordSample(steps: 10)
    _ = try store.delete([id])
    let live = try store.begin(.sample())
    #expect(errorCode { _ = try store.compact() } == .runIsLive)
    try live.finish(.interrupted)
    #expect(try store.compact() > 200_000)
    #expect(try store.size().freeBytes == 0)
    #expect(try store.run(Run.ID(2)).stepCount == 10)
  }
}
