import GRDB
import Testing

@testable import SaddleStore

@Suite("Connections")
struct StoreConnectionTests {
  private func settings(_ queue: DatabaseQueue, _ names: [String]) throws -> [Int] {
    try queue.read { database in
      try names.map { try Int.fetchOne(database, sql: "PRAGMA \($0)") ?? -1 }
    }
  }

  @Test("A writer syncs every commit and keeps its log short")
  func writer() throws {
    try withTemporaryStore { store in
      let queue = try StoreConnection.writer(at: store.path, options: store.options)
      let found = try settings(
        queue,
        [
          "synchronous", "wal_autocheckpoint", "journal_size_limit", "secure_delete",
          "trusted_schema", "foreign_keys",
        ])
      let full = 2
      #expect(found == [full, 2048, 64 << 20, 0, 0, 1])
    }
  }

  @Test("A reader cannot write")
  func reader() throws {
    try withTemporaryStore { store in
      let queue = try StoreConnection.reader(at: store.path, options: store.options)
      let found = try settings(queue, ["query_only", "trusted_schema"])
      #expect(found == [1, 0])
      let failure = #expect(throws: DatabaseError.self) {
        try queue.writeWithoutTransaction { try $0.execute(sql: "DELETE FROM run") }
      }
      #expect(failure?.resultCode == .SQLITE_READONLY)
    }
  }

  @Test("Any busy timeout will do", arguments: [Duration.seconds(-5), .zero, .seconds(Int64.max)])
  func extremes(timeout: Duration) throws {
    try withTemporaryStore(options: Store.Options(busyTimeout: timeout)) { store in
      let rows = try store.query("SELECT 1 + 1", timeLimit: .seconds(Int64.max)).rows
      #expect(rows == [[2]])
    }
  }
}
