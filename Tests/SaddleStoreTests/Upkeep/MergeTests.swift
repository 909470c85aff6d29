import Foundation
import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Merging stores")
struct MergeTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
  }

  private func other(_ name: String = "other.db") throws -> Store {
    try Store.open(at: folder.path(of: name), for: .recording)
  }

  /// Records a run that uses every table of the recorder.
  private func record(_ run: RunDescription, into store: Store, steps: Int) throws -> Run.ID {
    let recorder = try store.begin(run)
    for step in 0..<steps {
      var record = StepRecord.sample(step)
      record.minimizer = [Double](repeating: Double(step), count: run.minimizerCount)
      record.proximalGaps = run.proximalPenalties.map { $0 + Double(step) }
      record.digest = UInt64(step)
      record.customMetrics = [
        CustomMetric(name: "modes", value: Double(step)),
        CustomMetric(name: "\(run.name)", value: 1),
      ]
      try recorder.attach(
        name: "grid.png", mediaType: "image/png", data: [UInt8(step), 1], step: step)
      try recorder.record(record)
    }
    try recorder.finish(.interrupted)
    return recorder.runID
  }

  /// Everything of a store but numbers and instants that are its own, as text.
  private func contents(_ store: Store, run: Run.ID) throws -> [String] {
    let queries = [
      "SELECT uuid, name, seed, outcome, parameterPolicy, lastStep FROM run JOIN runSummary USING (id, uuid, name, seed)",
      "SELECT scope, name, value FROM runParameter",
      "SELECT ordinal, kind, profile FROM knownEquilibrium",
      "SELECT step, name, value, isNaN FROM metric", "SELECT step, digest FROM step",
      "SELECT step, minimizer, maximizer, checksum FROM iterate",
      "SELECT step, methodMemory FROM keyframe", "SELECT step, methodMemory FROM checkpoint",
    ]
    return try queries.flatMap { sql in
      let column = sql.contains("runSummary") ? "run.id" : "runID"
      return try store.query("\(sql) WHERE \(column) = \(run) ORDER BY 1, 2").rows
        .map { "\($0)" }
    } + store.artifacts(of: run).map { "\($0.name) \($0.sha256) \(try store.content(of: $0))" }
  }

  @Test("Runs of another store come over with everything, under numbers of their own")
  func takesOver() throws {
    _ = try record(.full(), into: store, steps: 3)
    let other = try other()
    var second = RunDescription.full()
    second.uuid = UUID()
    second.experiment = "another question"
    for run in [RunDescription.sample(name: "a"), second, .sample(name: "b")] {
      _ = try record(run, into: other, steps: 4)
    }
    #expect(try store.merge(other).addedRuns == 3)
    for number in 1...3 {
      #expect(
        try contents(store, run: Run.ID(Int64(number + 1)))
          == contents(other, run: Run.ID(Int64(number))))
    }
    #expect(try store.run(Run.ID(3)).description.experiment == "another question")
    // Each of the contents of steps 0 to 3 is stored once.
    #expect(try store.query("SELECT count(*) FROM artifactContent").rows == [[4]])
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
    #expect(try store.query("PRAGMA foreign_key_check").rows.isEmpty)
  }

  @Test("Runs without metrics of their own, files or steps come over, too")
  func takesOverPlainRuns() throws {
    let other = try other()
    try SampleRuns.record(into: other)
    try other.recordSample(steps: 0)
    #expect(try store.merge(other).addedRuns == 3)
    for number in 1...2 {
      let run = Run.ID(Int64(number))
      #expect(try contents(store, run: run) == contents(other, run: run))
    }
    #expect(try store.run(Run.ID(3)).lastStep == nil)
  }

  @Test("Merging again changes nothing; a run that went further is taken further")
  func isIdempotent() throws {
    let other = try other()
    let first = try record(.sample(name: "a"), into: other, steps: 4)
    #expect(try store.merge(other).addedRuns == 1)
    var edit = RunEdit()
    edit.name = "mine"
    edit.addedTags = ["good"]
    try store.edit([Run.ID(1)], edit)
    let before = try contents(store, run: Run.ID(1))
    let again = try store.merge(other)
    #expect(again.knownRuns == 1 && again.addedRuns == 0 && again.extendedRuns == 0)
    #expect(try contents(store, run: Run.ID(1)) == before)
    let recorder = try other.resume(first).recorder
    for step in 4..<6 { try recorder.record(.sample(step)) }
    try recorder.finish(.stepLimit)
    #expect(try store.merge(other).extendedRuns == 1)
    let found = try store.run(Run.ID(1))
    #expect(found.lastStep == 5 && found.status == .ended(.stepLimit))
    #expect(found.description.name == "mine" && found.annotations.tags == ["good"])
    #expect(try store.runs().count == 1)
    // The other way round, the store that is behind learns nothing worse.
    #expect(try other.merge(store).knownRuns == 1)
    #expect(try store.examine(repairs: false).allSatisfy { $0.severity == .fine })
  }

  @Test("A run that is being recorded here is left alone, and a store is not merged with itself")
  func leavesLiveRunsAlone() throws {
    let other = try other()
    let id = try record(.sample(name: "a"), into: other, steps: 4)
    let uuid = try other.run(id).description.uuid
    var twin = RunDescription.sample(name: "twin")
    twin.uuid = uuid
    let recorder = try store.begin(twin)
    #expect(try store.merge(other).liveRuns == [recorder.runID])
    try recorder.record(.sample(0))
    try recorder.finish(.stepLimit)
    #expect(errorCode { _ = try store.merge(store) } == .sameStore)
    #expect(errorCode { _ = try store.merge(try folder.open()) } == .sameStore)
  }

  @Test("Every table that belongs to runs is copied, whatever migrations add")
  func knowsEveryTable() throws {
    let other = try other()
    _ = try record(.full(), into: other, steps: 2)
    _ = try store.merge(other)
    let tables = try store.query(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name <> 'grdb_migrations'
      """
    ).rows.map { "\($0[0])" }
    for table in tables {
      let name = table.replacing("text(\"", with: "").replacing("\")", with: "")
      let count = "SELECT count(*) FROM \(name)"
      #expect(try store.query(count).rows == other.query(count).rows, "\(name)")
    }
  }
}
