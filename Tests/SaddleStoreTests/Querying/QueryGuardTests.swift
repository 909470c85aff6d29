import Foundation
import GRDB
import SaddleRecording
import SaddleStore
import Testing

@Suite("What queries may and may not do", .timeLimit(.minutes(2)))
struct QueryGuardTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open(options: .impatient())
    try SampleRuns.record(into: store)
  }

  private func refusal(
    _ sql: String, _ bindings: [String: QueryValue] = [:], timeLimit: Duration = .seconds(30)
  ) -> StoreError? {
    do {
      _ = try store.query(sql, bindings: bindings, timeLimit: timeLimit)
      return nil
    } catch {
      return error
    }
  }

  /// Everything in the file, to see that it is as it was.
  private func contents() throws -> [[Row]] {
    try folder.stranger().read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      return try tables.map { try Row.fetchAll(database, sql: "SELECT * FROM \($0)") }
    }
  }

  @Test(
    "What would change anything is refused, and changes nothing",
    arguments: [
      "INSERT INTO experiment (name, createdAt) VALUES ('x', 0)",
      "INSERT INTO experiment (name, createdAt) VALUES ('x', 0) RETURNING id",
      "REPLACE INTO experiment VALUES (1, 'x', 0)",
      "UPDATE run SET name = 'x'",
      "DELETE FROM run",
      "UPDATE sqlite_master SET sql = ''",
      "UPDATE sqlite_schema SET sql = ''",
      "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0, '')",
      "DELETE FROM sqlite_master",
      "WITH doomed AS (SELECT 1) DELETE FROM run",
      "EXPLAIN DELETE FROM run",
      "CREATE TABLE intruder (x)",
      "CREATE TEMP TABLE intruder (x)",
      "CREATE VIEW intruder AS SELECT 1",
      "CREATE TEMP VIEW intruder AS SELECT 1",
      "CREATE TRIGGER intruder AFTER INSERT ON run BEGIN SELECT 1; END",
      "CREATE VIRTUAL TABLE intruder USING fts5(x)",
      "CREATE INDEX intruder ON step (payoff)",
      "DROP TABLE step",
      "DROP VIEW metric",
      "ALTER TABLE run RENAME TO walk",
      "ALTER TABLE run ADD COLUMN x",
      "ATTACH 'other.db' AS other",
      "DETACH main",
      "PRAGMA user_version = 5",
      "PRAGMA user_version(5)",
      "PRAGMA application_id = 5",
      "PRAGMA journal_mode = DELETE",
      "PRAGMA query_only = OFF",
      "PRAGMA writable_schema = ON",
      "PRAGMA wal_checkpoint",
      "PRAGMA wal_checkpoint(TRUNCATE)",
      "PRAGMA optimize",
      "PRAGMA incremental_vacuum",
      "PRAGMA main.user_version = 5",
      "SELECT * FROM pragma_wal_checkpoint",
      "SELECT * FROM pragma_user_version(5)",
      "SELECT load_extension('x')",
      "SELECT LOAD_EXTENSION('x')",
      "SELECT writefile('intruder', 'x')",
      "SELECT readfile('saddlebag.db')",
      "SELECT edit('x')",
      "SELECT fts3_tokenizer('simple', x'0000')",
      "VACUUM main",
      "VACUUM INTO 'copy.db'",
      "REINDEX run",
      "ANALYZE main",
      "BEGIN IMMEDIATE",
      "COMMIT AND CHAIN",
      "SAVEPOINT intruder",
      "RELEASE intruder",
    ])
  func onlyReads(_ sql: String) throws {
    let before = try contents()
    let refusal = refusal(sql)
    #expect(refusal?.code == .invalidQuery, "\(String(describing: refusal))")
    #expect(try contents() == before)
    #expect(try folder.names.filter { !$0.hasPrefix("saddlebag.db") }.isEmpty)
    // The store still records.
    try store.begin(.sample()).finish(.stepLimit)
  }

  @Test(
    "What only reads is allowed",
    arguments: [
      "SELECT 1", "VALUES (1), (2)", "WITH a AS (SELECT 1) SELECT * FROM a;",
      "  ;; SELECT 1 ; -- done\n /* really */ ;", "-- why\nSELECT 1", "/* why */ SELECT 1",
      "SELECT 'a;b', \"id\", [name], `game` FROM run", "SELECT 1 -- ; DELETE FROM run",
      "EXPLAIN QUERY PLAN SELECT * FROM run", "PRAGMA table_info(run)", "PRAGMA user_version",
      "SELECT name FROM pragma_table_info('step')", "SELECT * FROM json_each('[1,2]')",
      "SELECT * FROM json_tree('[1,[2]]')", "SELECT * FROM pragma_function_list",
      "SELECT * FROM dbstat",
      "SELECT rank() OVER (ORDER BY id) FROM run", "SELECT sql FROM sqlite_schema",
      "SELECT pow(2.0, 0.5), sqlite_version(), random()", "PRAGMA integrity_check",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT * FROM n",
    ])
  func reads(_ sql: String) {
    #expect(refusal(sql) == nil)
  }

  @Test(
    "A query is one statement",
    arguments: [
      "SELECT 1; SELECT 2", "SELECT 1;; SELECT 2", "SELECT 1; DELETE FROM run",
      "SELECT 1; -- and\nDELETE FROM run", "SELECT 1\r\n;\r\nSELECT 2", "SELECT 1; nonsense",
    ])
  func oneStatement(_ sql: String) throws {
    let found = refusal(sql)
    #expect(found?.code == .invalidQuery)
    #expect(found?.message.contains("more than one") == true)
  }

  @Test(
    "Text without a statement is refused as such",
    arguments: ["", " ", "-- nothing", "/* */ ;", ";"])
  func noStatement(_ sql: String) {
    let found = refusal(sql)
    #expect(found?.code == .invalidQuery)
    #expect(found?.message.contains("no SQL statement") == true)
  }

  @Test("Wrong SQL is refused with SQLite's words, a quoted misspelling among it")
  func wrongSQL() {
    #expect(refusal("SELECT nothing FROM run")?.message.contains("nothing") == true)
    #expect(refusal("SELECT * FROM walk")?.message.contains("walk") == true)
    #expect(refusal("SELEC 1")?.message.contains("SELEC") == true)
    #expect(refusal("SELECT \"nothing\" FROM run")?.code == .invalidQuery)
    #expect(refusal("SELECT 1\u{0}; DELETE FROM run")?.code == .invalidQuery)
    #expect(refusal("SELECT abs(-9223372036854775808)")?.code == .invalidQuery)
    #expect(refusal("SELECT zeroblob(9999999999)")?.code == .invalidQuery)
  }

  @Test("A name that no query has is refused with the names of its folder")
  func unknownName() {
    let found = refusal("run/lists")
    #expect(found?.code == .unknownQuery)
    #expect(found?.hint?.contains("run/list") == true)
    #expect(refusal("nothing")?.code == .unknownQuery)
    // The store's own statements are not for people.
    #expect(refusal("record/finish")?.code == .unknownQuery)
    #expect(refusal("read/runs")?.code == .unknownQuery)
  }

  @Test("Each parameter needs a value, each value a parameter, and each parameter a name")
  func bindings() throws {
    #expect(refusal("SELECT :a, :b", ["a": 1])?.message.contains(":b") == true)
    #expect(refusal("SELECT :a", ["a": 1, "c": 2])?.message.contains(":c") == true)
    #expect(refusal("SELECT 1", ["a": 1])?.code == .invalidBinding)
    #expect(refusal("SELECT ?", [:])?.code == .invalidBinding)
    #expect(refusal("SELECT ?", ["": 1])?.code == .invalidBinding)
    #expect(refusal("metric/series", ["run": 1])?.code == .invalidBinding)
    #expect(refusal("SELECT ':a', \":b\" FROM (SELECT 1 AS \":b\")") == nil)
    let row = try store.query(
      "SELECT :a, @b, $c, :a", bindings: ["a": 1, "b": 2.5, "c": "three"]
    ).rows[0]
    #expect(row == [1, 2.5, "three", 1])
  }

  @Test("Values go in and come out as they are, by every kind")
  func values() throws {
    let values: [QueryValue] = [
      nil, 0, .integer(.min), .integer(.max), 0.1, .real(-.infinity), .real(.leastNonzeroMagnitude),
      "",
      "naïve\u{0}tail 🪢", .blob([]), .blob([0, 255, 0]),
    ]
    for value in values {
      let result = try store.query("SELECT :value AS v", bindings: ["value": value])
      #expect(result.columns == ["v"])
      #expect(result.rows == [[value]])
    }
    // SQLite has no NaN.
    #expect(try store.query("SELECT :v", bindings: ["v": .real(.nan)]).rows == [[nil]])
    #expect(try store.query("SELECT x'' AS x, 1 AS x").columns == ["x", "x"])
  }

  @Test("At most so many rows come back, and it is said whether there were more")
  func rowLimit() throws {
    let sql = "SELECT value FROM json_each('[1,2,3]')"
    for (limit, count, isTruncated) in [
      (.min, 0, true), (0, 0, true), (2, 2, true), (3, 3, false), (.max, 3, false),
    ] as [(Int, Int, Bool)] {
      let result = try store.query(sql, rowLimit: limit)
      #expect(result.rows.count == count)
      #expect(result.isTruncated == isTruncated)
    }
    #expect(try !store.query("SELECT 1 WHERE 0", rowLimit: 0).isTruncated)
  }

  @Test(
    "A query that never ends is stopped",
    arguments: [
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
      SELECT count(*) FROM n AS a, n AS b, n AS c
      """,
    ])
  func timeLimit(_ sql: String) {
    #expect(refusal(sql, timeLimit: .milliseconds(50))?.code == .timeLimit)
    #expect(refusal(sql, timeLimit: .zero)?.code == .timeLimit)
  }

  @Test("Any time limit is one")
  func anyTimeLimit() {
    for limit in [Duration.seconds(Int64.max), .seconds(Int64.min), .seconds(1)] {
      #expect(refusal("SELECT 1", timeLimit: limit) == nil)
    }
  }

  @Test("A query that runs while a run is recorded sees one snapshot")
  func snapshot() throws {
    let recorder = try store.begin(.sample())
    for step in 0..<3_000 {
      try recorder.record(.sample(step))
      guard step.isMultiple(of: 300) else { continue }
      let row = try store.query(
        """
        SELECT (SELECT count(*) FROM step WHERE runID = 3),
          (SELECT count(*) FROM iterate WHERE runID = 3)
        """
      ).rows[0]
      #expect(row[0] == row[1])
    }
    try recorder.finish(.stepLimit)
  }

  @Test("The list of named queries says what each does and needs, and hides the store's own")
  func namedQueries() throws {
    #expect(Store.namedQueries.count > 10)
    for query in Store.namedQueries {
      #expect(query.summary.hasSuffix("."), "\(query.name)")
      #expect(!query.remarks.isEmpty, "\(query.name)")
      #expect(!query.name.hasPrefix("read/") && !query.name.hasPrefix("record/"))
    }
    let series = try #require(Store.namedQueries.first { $0.name == "metric/series" })
    #expect(series.parameters == ["run", "metric"])
  }
}
