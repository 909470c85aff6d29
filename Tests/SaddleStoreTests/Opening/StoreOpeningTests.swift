import Dispatch
import Foundation
import GRDB
import SaddleMigrations
import SaddleRecording
import SaddleStore
import Testing

@Suite("Opening a store")
struct StoreOpeningTests {
  @Test("A new store is one SQLite file with its mark and settings")
  func newStore() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saddlebag.db"
      _ = try Store.open(at: path, for: .recording)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["saddlebag.db"])
      let header = try #require(FileManager.default.contents(atPath: path))
      #expect(header.prefix(15) == Data("SQLite format 3".utf8))
      #expect(Array(header[68..<72]) == [0x5A, 0xDD, 0x1E, 0xBA])
      try DatabaseQueue(path: path).read { database in
        let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size")
        #expect(pageSize == 8192)
        let journalMode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        #expect(journalMode == "wal")
      }
    }
  }

  @Test("Only the reserve is left beside the file when the last run has ended")
  func noLeftovers() throws {
    try withTemporaryFolder { folder in
      do {
        let store = try Store.open(at: folder + "/saddlebag.db", for: .recording)
        let id = try store.recordSample()
        #expect(try store.run(id).stepCount == 10)
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(Set(names) == ["saddlebag.db", "saddlebag.db-reserve"])
    }
  }

  @Test("Reading needs a store, and makes none")
  func missing() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saddlebag.db"
      #expect(errorCode { _ = try Store.open(at: path, for: .reading) } == .missingStore)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      try Data().write(to: URL(filePath: path))
      #expect(errorCode { _ = try Store.open(at: path, for: .reading) } == .missingStore)
      #expect(FileManager.default.contents(atPath: path) == Data())
      // An empty file is as good as none to record to.
      _ = try Store.open(at: path, for: .recording)
    }
  }

  @Test("A folder that does not exist is an error with a hint")
  func missingFolder() throws {
    try withTemporaryFolder { folder in
      let error = storeError {
        _ = try Store.open(at: folder + "/no/such/saddlebag.db", for: .recording)
      }
      #expect(error?.code == .io)
      #expect(error?.hint?.contains("folder") == true)
    }
  }

  @Test("A file that is not a store is refused and not touched", arguments: ForeignFile.allCases)
  func foreignFile(_ foreign: ForeignFile) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/foreign file?#%41.db"
      try foreign.make(at: path)
      let contents = FileManager.default.contents(atPath: path)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      for purpose in [Store.Purpose.recording, .reading] {
        #expect(errorCode { _ = try Store.open(at: path, for: purpose) } == .notAStore)
      }
      #expect(FileManager.default.contents(atPath: path) == contents)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == names)
    }
  }

  @Test("A store of a newer version is refused with a hint, and stays as it is")
  func newerStore() throws {
    try withTemporaryStore { store in
      try store.recordSample()
      try DatabaseQueue(path: store.path).write {
        try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999_invent_future')")
      }
      for purpose in [Store.Purpose.recording, .reading] {
        let error = storeError { _ = try Store.open(at: store.path, for: purpose) }
        #expect(error?.code == .newerSchema)
        #expect(error?.hint?.contains("update") == true)
      }
    }
  }

  @Test("A store of an older version is brought up to date, for reading too")
  func olderStore() throws {
    for purpose in [Store.Purpose.recording, .reading] {
      try withTemporaryFolder { folder in
        let path = folder + "/saddlebag.db"
        _ = try Store.open(at: path, for: .recording)
        try DatabaseQueue(path: path).write { database in
          for view in ["metric", "coordinate", "runSummary"] {
            try database.execute(sql: "DROP VIEW \(view)")
          }
          try database.execute(
            sql: "DELETE FROM grdb_migrations WHERE identifier = ?",
            arguments: [Migrations._0003CreateViews.name])
        }
        let store = try Store.open(at: path, for: purpose)
        #expect(try store.query("run/list").rows.isEmpty)
      }
    }
  }

  @Test("Many that use a new store for the first time at the same moment all get the same one")
  func firstUse() throws {
    for _ in 0..<5 {
      try withTemporaryFolder { folder in
        let failures = LockedList<String>()
        DispatchQueue.concurrentPerform(iterations: 8) { worker in
          do {
            let store = try Store.open(at: folder + "/saddlebag.db", for: .recording)
            try store.recordSample(.sample(name: "run \(worker)"), steps: 3)
          } catch {
            failures.append("\(error)")
          }
        }
        #expect(failures.elements.isEmpty)
        let store = try Store.open(at: folder + "/saddlebag.db", for: .reading)
        #expect(try store.runs().map(\.stepCount) == [Int](repeating: 3, count: 8))
      }
    }
  }

  @Test("A damaged store is an error with SQLite's own words")
  func damaged() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saddlebag.db"
      try Store.open(at: path, for: .recording).recordSample(steps: 1000)
      var bytes = try #require(FileManager.default.contents(atPath: path))
      bytes.replaceSubrange(8192..<bytes.count, with: Data(count: bytes.count - 8192))
      try bytes.write(to: URL(filePath: path))
      let code = errorCode {
        let store = try Store.open(at: path, for: .reading)
        _ = try store.series(of: Run.ID(1))
      }
      #expect(code == .corrupt)
    }
  }

  @Test("A store whose checkpoint is under way, or was cut short, is whole together with its log")
  func amidCheckpoint() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saddlebag.db"
      let copy = folder + "/copy.db"
      let recorder = try Store.open(at: path, for: .recording).begin(.sample())
      for step in 0..<1_000 { try recorder.record(.sample(step)) }
      try recorder.flush()
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
      }
      try recorder.finish(.stepLimit)
      // As if the first page alone had been copied from the log: it counts pages that are not there.
      var bytes = try Data(contentsOf: URL(filePath: copy))
      bytes.replaceSubrange(28..<32, with: [0, 0, 1, 0])
      try bytes.write(to: URL(filePath: copy))
      let store = try Store.open(at: copy, for: .reading)
      #expect(try store.run(Run.ID(1)).lastStep == 999)
    }
  }

  @Test(
    "In a folder that may not be written a store can be read, and says that it cannot be recorded")
  func readOnlyFolder() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saddlebag.db"
      try Store.open(at: path, for: .recording).recordSample()
      chmod(folder, 0o555)
      chmod(path, 0o444)
      defer { chmod(folder, 0o755) }
      try asOrdinaryUser {
        let recording = errorCode { _ = try Store.open(at: path, for: .recording) }
        #expect(recording == .readOnly)
        let reading = errorCode {
          let store = try Store.open(at: path, for: .reading)
          #expect(try store.runs().count == 1)
          #expect(try store.query("run/list").rows.count == 1)
        }
        #expect(reading == nil)
        let making = errorCode { _ = try Store.open(at: folder + "/new.db", for: .recording) }
        #expect(making == .readOnly)
      }
    }
  }

  @Test("A file that may not be written can be read, and not recorded to")
  func readOnlyFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saddlebag.db"
      try Store.open(at: path, for: .recording).recordSample()
      chmod(path, 0o444)
      chmod(folder, 0o777)
      try asOrdinaryUser {
        let recording = errorCode { _ = try Store.open(at: path, for: .recording) }
        #expect(recording == .readOnly)
        let store = try Store.open(at: path, for: .reading)
        let stepCount = try store.run(Run.ID(1)).stepCount
        #expect(stepCount == 10)
      }
    }
  }
}

/// A file that is not a store.
enum ForeignFile: String, CaseIterable, Sendable {
  case text, shortText, picture, database, writeAheadLogDatabase, otherApplication, folder

  func make(at path: String) throws {
    switch self {
    case .text:
      try Data(String(repeating: "a,b\n", count: 999).utf8).write(to: URL(filePath: path))
    case .shortText: try Data("hello".utf8).write(to: URL(filePath: path))
    case .picture:
      try Data([0x89, 0x50, 0x4E, 0x47] + [UInt8](0...200)).write(to: URL(filePath: path))
    case .folder:
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false)
    case .database, .writeAheadLogDatabase, .otherApplication:
      var configuration = GRDB.Configuration()
      configuration.journalMode = self == .writeAheadLogDatabase ? .wal : .default
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "CREATE TABLE run (id INTEGER PRIMARY KEY)")
        if self == .otherApplication {
          try database.execute(sql: "PRAGMA application_id = 1234")
        }
      }
      try queue.close()
    }
  }
}

/// Runs `body` without the superuser's right to ignore the permissions of files.
func asOrdinaryUser(_ body: @escaping () throws -> Void) throws {
  guard getuid() == 0 else { return try body() }
  // Linux changes the identity for files of the calling thread alone.
  typealias SetFileUser = @convention(c) (UInt32) -> Int32
  let symbol = try #require(dlsym(nil, "setfsuid"))
  let setFileUser = unsafeBitCast(symbol, to: SetFileUser.self)
  _ = setFileUser(65_534)
  defer { _ = setFileUser(0) }
  try body()
}
