import GRDB
import SaddleFilters
import SaddleRecording
import SaddleStore
import Testing

@Suite("Editing runs")
struct EditingTests {
  @Test("Tags, notes, names and archiving are kept, found by filters, and taken back")
  func edits() throws {
    try withTemporaryStore { store in
      let ids = try (0..<3).map { _ in try store.recordSample(steps: 2) }
      var change = RunEdit()
      change.addedTags = ["good", "for the paper", "good"]
      change.note = "Look 'here' 😀\nagain"
      change.name = "best"
      try store.edit([ids[0], ids[1]], change)
      let run = try store.run(ids[0])
      #expect(run.annotations.tags == ["for the paper", "good"])
      #expect(run.annotations.note == change.note && run.description.name == "best")
      func found(_ text: String) throws -> [Run.ID] {
        try store.runs(where: Filter(parsing: text)).map(\.id)
      }
      #expect(try found("tag = 'good'") == [ids[0], ids[1]])
      #expect(try found("tag != 'good'") == [ids[2]])
      #expect(try found("tag like 'for%' and tag in ('x', 'good')") == [ids[0], ids[1]])
      #expect(try found("tag is missing") == [ids[2]])
      #expect(try found("note like '%here%'") == [ids[0], ids[1]])

      var back = RunEdit()
      back.removedTags = ["good", "never there"]
      back.note = ""
      back.isArchived = true
      try store.edit([ids[1]], back)
      #expect(try store.run(ids[1]).annotations.tags == ["for the paper"])
      #expect(try store.run(ids[1]).annotations.note == nil)
      #expect(try found("id > 0") == [ids[0], ids[2]])
      #expect(try found("archivedAt > ago(1 hour)") == [ids[1]])
      #expect(try found("archivedAt is missing or id > 0") == ids)
      #expect(try store.list(RunListing(includesArchived: true)).rows.count == 3)
      back.isArchived = false
      try store.edit([ids[1]], back)
      #expect(try found("id > 0") == ids)
    }
  }

  @Test("An edit that cannot be made changes nothing")
  func refusals() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample(steps: 1)
      var change = RunEdit()
      change.addedTags = ["fine"]
      #expect(errorCode { try store.edit([id, Run.ID(99)], change) } == .unknownRun)
      #expect(try store.run(id).annotations.tags.isEmpty)
      for word in ["", "a,b", "a\nb"] {
        change.addedTags = [word]
        #expect(errorCode { try store.edit([id], change) } == .invalidRun)
      }
      let reader = try Store.open(at: store.path, for: .reading)
      #expect(errorCode { try reader.edit([id], RunEdit()) } == .readOnly)
    }
  }

  @Test("Deleting takes every row of the runs, keeps the others, and says what it frees")
  func deleting() throws {
    try withTemporaryStore { store in
      let kept = try store.recordSample(steps: 3)
      var run = RunDescription.full()
      run.minimizerCount = 1
      run.knownEquilibria = []
      let recorder = try store.begin(run)
      for step in 0..<2_000 {
        var record = StepRecord.sample(step)
        record.proximalGaps = [1, 2]
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      var change = RunEdit()
      change.addedTags = ["x"]
      try store.edit([recorder.runID], change)
      let deleted = try store.delete([recorder.runID, recorder.runID])
      #expect(deleted.runCount == 1 && deleted.stepCount == 2_000 && deleted.freedBytes > 100_000)
      let database = try DatabaseQueue(path: store.path)
      let left = try database.read { database in
        try String.fetchAll(
          database,
          sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%runID%'"
        ).filter { table in
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(table) WHERE runID = ?",
            arguments: [recorder.runID.rawValue]) != 0
        }
      }
      #expect(left.isEmpty)
      #expect(try store.runs().map(\.id) == [kept])
    }
  }

  @Test("A run that is being recorded is not deleted, nor any other with it")
  func liveRuns() throws {
    try withTemporaryStore { store in
      let ended = try store.recordSample(steps: 1)
      let recorder = try store.begin(.sample())
      #expect(errorCode { _ = try store.delete([ended, recorder.runID]) } == .runIsLive)
      #expect(errorCode { _ = try store.delete([ended, Run.ID(77)]) } == .unknownRun)
      #expect(try store.runs().count == 2)
      try recorder.finish(.interrupted)
    }
  }
}
