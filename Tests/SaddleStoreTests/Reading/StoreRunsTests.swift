import FoundationEssentials
import GRDB
import SaddleRecording
import SaddleStore
import Testing

@Suite("Finding runs")
struct StoreRunsTests {
  @Test("Runs are listed by number, with their steps")
  func list() throws {
    try withTemporaryStore { store in
      #expect(try store.runs().isEmpty)
      try store.recordSample(.sample(name: "a"), steps: 3)
      try store.recordSample(.sample(name: "b"), steps: 0)
      let runs = try store.runs()
      #expect(runs.map(\.id.rawValue) == [1, 2])
      #expect(runs.map(\.description.name) == ["a", "b"])
      #expect(runs.map(\.stepCount) == [3, 0])
      #expect(runs.map(\.lastStep) == [2, nil])
    }
  }

  @Test("A run is found by number, name, latest, or the beginning of its UUID")
  func matching() throws {
    try withTemporaryStore { store in
      let first = RunDescription.sample(name: "first")
      try store.recordSample(first, steps: 1)
      try store.recordSample(.sample(name: "1"), steps: 1)
      #expect(try store.run(matching: "1").id.rawValue == 1)
      #expect(try store.run(matching: "first").id.rawValue == 1)
      #expect(try store.run(matching: "latest").id.rawValue == 2)
      #expect(try store.run(matching: String(first.uuid.uuidString.prefix(8))).id.rawValue == 1)
      #expect(try store.run(matching: first.uuid.uuidString.lowercased()).id.rawValue == 1)
      try store.recordSample(.sample(name: "latest"), steps: 1)
      try store.recordSample(.sample(name: "newer"), steps: 1)
      #expect(try store.run(matching: "latest").id.rawValue == 3)
    }
  }

  @Test(
    "A text that fits no run is an error", arguments: ["", "9", "nobody", "fff", "%", "latest"])
  func unknown(text: String) throws {
    try withTemporaryStore { store in
      #expect(errorCode { _ = try store.run(matching: text) } == .unknownRun)
    }
  }

  @Test("A name that was given twice lists the candidates")
  func ambiguous() throws {
    try withTemporaryStore { store in
      for _ in 0..<7 { try store.recordSample(steps: 1) }
      let error = try #require(storeError { _ = try store.run(matching: "bilinear") })
      #expect(error.code == .ambiguousRun)
      #expect(error.message.contains("7, 6, 5, 4, 3 and 2 older ones"))
      #expect(error.hint?.contains("the newest of these is 7") == true)
    }
  }

  @Test("A row that no store can hold is an error, not a crash")
  func corruptRow() throws {
    try withTemporaryStore { store in
      try store.recordSample(steps: 1)
      try DatabaseQueue(path: store.path).write {
        try $0.execute(sql: "UPDATE run SET uuid = 'not a UUID'")
      }
      #expect(errorCode { _ = try store.runs() } == .corrupt)
      try DatabaseQueue(path: store.path).write { database in
        try database.execute(
          sql: "UPDATE run SET uuid = '00000000-0000-0000-0000-000000000000', processID = 1 << 40")
      }
      #expect(errorCode { _ = try store.runs() } == .corrupt)
    }
  }
}
