import Foundation
import GRDB
import SaddleMigrations
import SaddleStore
import Testing

@Suite("Migrations")
struct MigrationsTests {
  @Test("Migrations are numbered from 1 without a hole, in the order in which they are applied")
  func areNumbered() throws {
    for (index, migration) in Migrations.all.enumerated() {
      let number = try #require(Int(migration.name.prefix(4)), "\(migration.name)")
      #expect(number == index + 1, "\(migration.name)")
      #expect(migration.name.dropFirst(4).hasPrefix("_"))
    }
  }

  @Test("Every migration opens with a comment that says why")
  func sayWhy() {
    for migration in Migrations.all {
      #expect(migration.text.hasPrefix("-- "), "\(migration.name)")
    }
  }

  @Test("The schema of a new store is the one in Snapshots/schema.sql")
  func matchesSnapshot() throws {
    let store = try TemporaryStore()
    _ = try store.open()
    let schema = try store.stranger().read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT sql FROM sqlite_schema
          WHERE sql IS NOT NULL AND tbl_name <> 'grdb_migrations' ORDER BY rowid
          """)
    }
    let text = schema.map { $0 + ";\n" }.joined(separator: "\n")
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/schema.sql")
    if ProcessInfo.processInfo.environment["SADDLEBAG_UPDATE_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    // Released parts of the schema never change. Where a change is meant,
    // SADDLEBAG_UPDATE_SNAPSHOTS=1 swift test --filter MigrationsTests writes it down.
    #expect(text == expected)
  }

  @Test("Every table is STRICT, and foreign keys hold in a filled store")
  func isStrict() throws {
    let store = try TemporaryStore()
    try SampleRuns.record(into: store.open())
    try store.stranger().read { database in
      let loose = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM pragma_table_list
          WHERE schema = 'main' AND type = 'table' AND NOT strict
            AND name NOT GLOB 'sqlite_*' AND name <> 'grdb_migrations'
          """)
      #expect(loose.isEmpty)
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
    }
  }
}
