import Foundation
import GRDB
import SaddleRecording
import Synchronization
import Testing

@testable import SaddleStore

@Suite("Opening a store")
struct StoreTests {
  private let folder: TemporaryStore

  init() throws { folder = try TemporaryStore() }

  /// The code and message of what opening throws; nil if it throws nothing.
  private func refusal(
    of path: String? = nil, for purpose: Store.Purpose = .recording,
    options: Store.Options = .impatient()
  ) -> StoreError? {
    do {
      _ = try Store.open(at: path ?? folder.path, for: purpose, options: options)
      return nil
    } catch {
      return error
    }
  }

  private func bytes(of name: String = "saddlebag.db") throws -> Data {
    try Data(contentsOf: folder.folder.appending(path: name))
  }

  @Test("Recording makes the store; opening it again changes no byte")
  func makesStore() throws {
    _ = try folder.open()
    let made = try bytes()
    for purpose in [Store.Purpose.recording, .reading] {
      let store = try folder.open(for: purpose)
      #expect(try store.runs().isEmpty)
    }
    #expect(try bytes() == made)
  }

  @Test("A missing store is no store to read, with its path in the message")
  func missing() throws {
    let found = self.refusal(for: .reading)
    let refusal = try #require(found)
    #expect(refusal.code == .missingStore)
    #expect(refusal.message.contains(folder.path))
    #expect(refusal.hint != nil)
    #expect(try folder.names.isEmpty)
  }

  @Test("An empty file is room for a store, but nothing to read")
  func emptyFile() throws {
    try Data().write(to: URL(filePath: folder.path))
    #expect(refusal(for: .reading)?.code == .missingStore)
    #expect(try bytes().isEmpty)
    #expect(refusal(for: .recording) == nil)
  }

  @Test("A folder, a pipe and a text file are not stores, and stay as they are")
  func notStores() throws {
    #expect(refusal(of: folder.folder.path)?.code == .notAStore)
    let pipe = folder.path(of: "pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(refusal(of: pipe, for: .reading)?.code == .notAStore)
    let text = folder.path(of: "notes.txt")
    for content in ["not a database", String(repeating: "x", count: 10_000)] {
      try Data(content.utf8).write(to: URL(filePath: text))
      for purpose in [Store.Purpose.recording, .reading] {
        #expect(refusal(of: text, for: purpose)?.code == .notAStore)
      }
      #expect(try bytes(of: "notes.txt") == Data(content.utf8))
    }
    #expect(try folder.names == ["notes.txt", "pipe"])
  }

  @Test(
    "Another program's database is refused and left byte for byte, with nothing laid beside it",
    arguments: ["DELETE", "WAL"], [0, 77])
  func foreignDatabase(journal: String, applicationID: Int) throws {
    do {
      let other = try folder.stranger(name: "other.db")
      try other.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA journal_mode = \(journal)")
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "CREATE TABLE run (id INTEGER PRIMARY KEY)")
      }
      try other.close()
    }
    let before = try bytes(of: "other.db")
    for purpose in [Store.Purpose.recording, .reading] {
      #expect(refusal(of: folder.path(of: "other.db"), for: purpose)?.code == .notAStore)
    }
    #expect(try bytes(of: "other.db") == before)
    #expect(try folder.names == ["other.db"])
  }

  @Test("A store of a newer version is refused, whoever asks, and left as it is")
  func newerSchema() throws {
    _ = try folder.open()
    try folder.stranger().write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999_from_the_future')")
    }
    let before = try bytes()
    for purpose in [Store.Purpose.recording, .reading] {
      let found = self.refusal(for: purpose)
      let refusal = try #require(found)
      #expect(refusal.code == .newerSchema)
      #expect(refusal.hint?.contains("pdate") == true)
    }
    #expect(try bytes() == before)
  }

  @Test("A store of an older version is brought up to date, also by a reader, and keeps its rows")
  func olderSchema() throws {
    try SampleRuns.record(into: folder.open())
    try folder.stranger().write { database in
      for view in ["metric", "coordinate", "runSummary"] {
        try database.execute(sql: "DROP VIEW \(view)")
      }
      try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier GLOB '0003*'")
    }
    let store = try folder.open(for: .reading)
    #expect(try store.query("run/list").rows.count == 2)
  }

  @Test("A damaged store is said to be damaged")
  func damaged() throws {
    try SampleRuns.record(into: folder.open())
    var content = try bytes()
    content.replaceSubrange(8192..., with: Data(repeating: 0x5A, count: content.count - 8192))
    try content.write(to: URL(filePath: folder.path))
    let codes = [Store.Purpose.recording, .reading].map { purpose -> StoreError.Code? in
      do {
        _ = try folder.open(for: purpose).runs()
        return nil
      } catch {
        return (error as? StoreError)?.code
      }
    }
    #expect(codes == [.corrupt, .corrupt])
  }

  @Test("A folder that does not exist is named with the next move")
  func missingFolder() throws {
    let found = self.refusal(of: folder.path(of: "nowhere/saddlebag.db"))
    let refusal = try #require(found)
    #expect(refusal.code == .io)
    #expect(refusal.hint?.contains("folder") == true)
  }

  @Test(
    "Names that SQLite takes for no file are files here",
    arguments: [":memory:", "file:plain.db?mode=memory", "a b?c#d%41'é.db"])
  func oddNames(_ name: String) throws {
    let path = name.hasPrefix("a") ? folder.path(of: name) : name
    let resolved = try StoreFile.path(named: path)
    #expect(resolved == (name.hasPrefix("a") ? path : "./" + name))
    // The same name below an absolute folder: what is recorded there is found again there.
    let absolute = folder.path(of: name)
    try SampleRuns.record(into: Store.open(at: absolute, for: .recording))
    #expect(try Set(folder.names) == [name, name + "-reserve"])
    #expect(try Store.open(at: absolute, for: .reading).runs().count == 2)
  }

  @Test("The empty path, which SQLite takes for a file of its own, is refused")
  func emptyPath() {
    #expect(refusal(of: "")?.code == .missingStore)
    #expect(refusal(of: "", for: .reading)?.code == .missingStore)
  }

  @Test("Twenty times eight threads open a new path at once, and all get a store")
  func racingToMake() throws {
    for round in 0..<20 {
      let path = folder.path(of: "race-\(round).db")
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 8) { index in
        do {
          let store = try Store.open(at: path, for: index < 6 ? .recording : .reading)
          if index < 2 { try SampleRuns.record(only: index, into: store) }
          _ = try store.runs()
        } catch let error as StoreError where index >= 6 && error.code == .missingStore {
          // A reader may come before there is a store.
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      #expect(failures.withLock { $0 } == [], "round \(round)")
      #expect(try Store.open(at: path, for: .reading).runs().count == 2)
    }
  }

  @Test("Recording waits for another program's lock, and says so when that takes too long")
  func locked() throws {
    let store = try folder.open(options: .impatient())
    let blocker = try folder.stranger()
    try blocker.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN EXCLUSIVE")
      #expect(throws: StoreError.self) { try store.begin(.sample()) }
      do {
        _ = try store.begin(.sample())
      } catch let error as StoreError {
        #expect(error.code == .locked)
        #expect(error.hint != nil)
      }
      // Whoever only reads does not wait.
      #expect(try folder.open(for: .reading).runs().isEmpty)
      try database.execute(sql: "COMMIT")
    }
    _ = try store.begin(.sample())
  }

  @Test("A store opened for reading records nothing")
  func readingRecordsNothing() throws {
    try SampleRuns.record(into: folder.open())
    let store = try folder.open(for: .reading)
    for attempt in [
      { _ = try store.begin(.sample()) }, { _ = try store.resume(Run.ID(1)) },
    ] as [() throws -> Void] {
      #expect { try attempt() } throws: { ($0 as? StoreError)?.code == .readOnly }
    }
  }

  @Test("Any timeout is one that SQLite can count")
  func clampsTimeout() {
    #expect(Store.Options(busyTimeout: .seconds(-5)).busyMilliseconds == 0)
    #expect(Store.Options(busyTimeout: .milliseconds(1500)).busyMilliseconds == 1500)
    let longest = Store.Options(busyTimeout: .seconds(Int64.max)).busyMilliseconds
    #expect(longest > 1 << 30 && longest <= Int(Int32.max))
  }
}
