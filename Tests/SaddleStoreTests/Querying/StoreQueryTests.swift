import SaddleRecording
import SaddleStore
import Testing

@Suite("Querying with SQL")
struct StoreQueryTests {
  @Test("A query returns its columns and rows, with values of every kind")
  func values() throws {
    try withTemporaryStore { store in
      let result = try store.query(
        "SELECT 1 AS a, 0.5 AS b, 'x''y' AS c, NULL AS a, x'00ff' AS d, 9e999 AS e, '' AS f, x''")
      #expect(result.columns == ["a", "b", "c", "a", "d", "e", "f", "x''"])
      #expect(
        result.rows == [
          [1, 0.5, "x'y", nil, .blob([0, 255]), .real(.infinity), "", .blob([])]
        ])
      #expect(!result.isTruncated)
    }
  }

  @Test("Parameters are bound by name, with their types")
  func bindings() throws {
    try withTemporaryStore { store in
      let result = try store.query(
        "SELECT typeof(:a), typeof(@b), typeof($c), typeof(:d), typeof(:e), :a + :a",
        bindings: ["a": 3, "b": 0.5, "c": "3", "d": nil, "e": .blob([1])])
      #expect(result.rows == [["integer", "real", "text", "null", "blob", 6]])
    }
  }

  @Test("A missing, unknown or unnamed parameter is an error that names it")
  func wrongBindings() throws {
    try withTemporaryStore { store in
      let missing = storeError { _ = try store.query("SELECT :run") }
      #expect(missing?.code == .invalidBinding)
      #expect(missing?.message.contains(":run") == true)
      let unknown = storeError { _ = try store.query("SELECT 1 + 1", bindings: ["ran": 1]) }
      #expect(unknown?.code == .invalidBinding)
      #expect(unknown?.message.contains(":ran") == true)
      #expect(errorCode { _ = try store.query("SELECT ?", bindings: ["a": 1]) } == .invalidBinding)
      let named = storeError { _ = try store.query("metric/series", bindings: ["run": 1]) }
      #expect(named?.message == "the query metric/series needs a value for its parameter :metric")
    }
  }

  @Test("Rows beyond the limit are cut off, and the result says so")
  func rowLimit() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample(steps: 10)
      let sql = "SELECT step FROM step WHERE runID = :run ORDER BY step"
      let bindings: [String: QueryValue] = ["run": .integer(id.rawValue)]
      let exact = try store.query(sql, bindings: bindings, rowLimit: 10)
      #expect(exact.rows.count == 10)
      #expect(!exact.isTruncated)
      let cut = try store.query(sql, bindings: bindings, rowLimit: 9)
      #expect(cut.rows == exact.rows.dropLast())
      #expect(cut.isTruncated)
      #expect(try store.query(sql, bindings: bindings, rowLimit: 0).isTruncated)
    }
  }

  @Test("A query that takes too long is stopped")
  func timeLimit() throws {
    try withTemporaryStore { store in
      let endless = """
        WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number)
        SELECT count(*) FROM number
        """
      let error = storeError { _ = try store.query(endless, timeLimit: .milliseconds(20)) }
      #expect(error?.code == .timeLimit)
      #expect(error?.message.contains("0.02 seconds") == true)
      let after = try store.query("SELECT 1 + 1")
      #expect(after.rows == [[2]])
    }
  }

  /// SQL that would change something, in the file or on the connection.
  private static let writes = [
    "INSERT INTO experiment (name, createdAt) VALUES ('x', 0)", "UPDATE run SET name = 'x'",
    "DELETE FROM run", "DELETE FROM step WHERE runID = 1 RETURNING step",
    "REPLACE INTO checkpoint VALUES (1, 0, x'')", "DROP TABLE run", "ALTER TABLE run RENAME TO x",
    "CREATE TABLE x (y)", "CREATE TEMP TABLE x (y)", "CREATE TEMP VIEW x AS SELECT 1",
    "CREATE VIRTUAL TABLE x USING fts5(y)",
    "CREATE TRIGGER x AFTER INSERT ON run BEGIN SELECT 1; END",
    "ATTACH 'other.db' AS other", "ATTACH ':memory:' AS other", "DETACH main", "VACUUM",
    "VACUUM INTO 'copy.db'", "REINDEX", "ANALYZE", "BEGIN", "BEGIN IMMEDIATE", "COMMIT",
    "SAVEPOINT x", "PRAGMA writable_schema = ON", "PRAGMA query_only = OFF",
    "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 7", "PRAGMA wal_checkpoint",
    "PRAGMA optimize", "PRAGMA mmap_size = 0", "PRAGMA temp_store_directory = '/'",
    "PRAGMA application_id = 1", "SELECT load_extension('evil')",
    "SELECT * FROM pragma_journal_mode('delete')", "SELECT * FROM pragma_user_version(7)",
    "WITH x AS (SELECT 1) INSERT INTO experiment SELECT 9, 'x', 0",
    "EXPLAIN DELETE FROM run", "INSERT INTO sqlite_schema VALUES (1, 2, 3, 4, 5)",
    "UPDATE sqlite_schema SET sql = ''", "DELETE FROM sqlite_schema", "PRAGMA journal_mode",
  ]

  @Test("SQL that would change anything is refused")
  func writing() throws {
    try withTemporaryStore { store in
      try store.recordSample(steps: 2)
      for sql in Self.writes {
        let error = storeError { _ = try store.query(sql) }
        #expect(error?.code == .invalidQuery, "\(sql)")
        #expect(error?.hint?.contains("docs/schema.md") == true, "\(sql)")
      }
      #expect(try store.runs().map(\.stepCount) == [2])
      #expect(try store.query("SELECT count(*) FROM experiment").rows == [[1]])
    }
  }

  private static let reads = [
    "SELECT 1 -- a comment", "-- a comment\nSELECT 1;", "SELECT 1; -- and so on\n/* end */ ;",
    "VALUES(1)", "PRAGMA table_info(run)", "PRAGMA table_info('step')", "PRAGMA user_version",
    "PRAGMA integrity_check", "SELECT * FROM pragma_table_info('run')",
    "SELECT * FROM sqlite_schema", "EXPLAIN QUERY PLAN SELECT * FROM metric",
    "WITH RECURSIVE n (i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT * FROM n",
    "SELECT * FROM json_each('[1, 2]')", "SELECT sqrt(2), pow(2, 3), json('[1]')",
    "SELECT name, row_number() OVER (ORDER BY name) FROM experiment",
  ]

  @Test("SQL that reads is allowed, in whatever form")
  func reading() throws {
    try withTemporaryStore { store in
      try store.recordSample(steps: 2)
      for sql in Self.reads {
        #expect(try !store.query(sql).rows.isEmpty, "\(sql)")
      }
    }
  }

  private static let mistakes: [(sql: String, words: String)] = [
    ("SELECT payof FROM step", "no such column: payof"),
    ("SELECT * FROM steps", "no such table: steps"),
    ("SELEC 1", "near \"SELEC\": syntax error"),
    ("SELECT 'a", "unrecognized token"),
    ("SELECT \"payof\" FROM step", "no such column: payof"),
    ("SELECT 1; SELECT 2", "more than one SQL statement"),
    ("SELECT 1; nonsense", "more than one SQL statement"),
    ("", "no SQL statement"), (" ", "no SQL statement"), ("-- nothing", "no SQL statement"),
    ("SELECT abs(-9223372036854775808)", "integer overflow"),
  ]

  @Test("SQL that is wrong is an error in SQLite's own words")
  func wrong() throws {
    try withTemporaryStore { store in
      try store.recordSample(steps: 2)
      for (sql, words) in Self.mistakes {
        let error = storeError { _ = try store.query(sql) }
        #expect(error?.code == .invalidQuery, "\(sql)")
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "no error")")
      }
    }
  }

  @Test("An unknown name is an error that lists the names in its folder")
  func unknownName() throws {
    try withTemporaryStore { store in
      let near = storeError { _ = try store.query("run/lists") }
      #expect(near?.code == .unknownQuery)
      #expect(near?.hint?.contains("run/list,") == true)
      #expect(storeError { _ = try store.query("lists") }?.code == .unknownQuery)
      // The store's own statements are no queries.
      #expect(storeError { _ = try store.query("record/finish") }?.code == .unknownQuery)
    }
  }

  @Test("A query sees what is being recorded")
  func live() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      try recorder.record(.sample(0))
      try recorder.flush()
      let status = try store.query("SELECT status, stepCount FROM runSummary")
      #expect(status.rows == [["running", 1]])
      try recorder.finish(.converged)
      #expect(try store.query("SELECT status FROM runSummary").rows == [["converged"]])
    }
  }
}
