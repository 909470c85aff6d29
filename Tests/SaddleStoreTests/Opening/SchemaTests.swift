import GRDB
import SaddleMigrations
import SaddleQueries
import SaddleRecording
import SaddleStore
import Testing

@Suite("The schema")
struct SchemaTests {
  @Test("Migrations are numbered without gaps, named by what they do, and say why")
  func migrations() {
    for (index, migration) in Migrations.all.enumerated() {
      let number = String(index + 1)
      #expect(
        migration.name.hasPrefix(String(repeating: "0", count: 4 - number.count) + number + "_"))
      #expect(migration.name.split(separator: "_").count >= 3)
      #expect(migration.text.hasPrefix("-- "))
    }
  }

  @Test("The tables and views are those of the public contract, column by column")
  func snapshot() throws {
    try withTemporaryStore { store in
      let found = try DatabaseQueue(path: store.path).read { database in
        try String.fetchAll(
          database,
          sql: """
            SELECT object.name || '.' || part.name || ' ' || part.type
              || iif(part."notnull", ' required', '') || iif(part.pk, ' key ' || part.pk, '')
            FROM sqlite_schema AS object, pragma_table_xinfo(object.name) AS part
            WHERE object.type IN ('table', 'view') AND object.name NOT IN ('grdb_migrations', 'sqlite_sequence')
            ORDER BY object.rowid, part.cid
            """)
      }
      #expect(found.joined(separator: "\n") == schemaSnapshot)
    }
  }

  @Test("Every table is STRICT")
  func strict() throws {
    try withTemporaryStore { store in
      let lax = try store.query(
        """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND NOT strict
          AND name NOT IN ('sqlite_schema', 'sqlite_sequence', 'grdb_migrations')
        """)
      #expect(lax.rows.isEmpty)
    }
  }

  @Test(
    "The columns of a step, and the parameters that are bound to them, are the built-in metrics")
  func metricOrder() throws {
    let metrics = BuiltInMetric.allCases.map(\.rawValue)
    #expect(
      Queries.Record.insertStep.parameters == ["runID", "step", "wallSeconds", "nanMask"] + metrics
        + ["digest"])
    #expect(
      Queries.Record.insertIterate.parameters
        == ["runID", "step", "minimizer", "maximizer", "checksum"])
    #expect(
      Queries.Record.insertKeyframe.parameters == ["runID", "step", "methodMemory", "checksum"])
    #expect(
      Queries.Record.insertCustomMetric.parameters == ["metricID", "step", "value", "isNaN"])
    #expect(
      Queries.Record.insertProximalGap.parameters == ["runID", "step", "penalty", "value", "isNaN"])
    #expect(Queries.Record.replaceCheckpoint.parameters == ["runID", "step", "methodMemory"])
    try withTemporaryStore { store in
      try store.recordSample(steps: 1)
      let columns = try store.query("SELECT * FROM step").columns
      #expect(columns == ["runID", "step", "wallSeconds", "nanMask"] + metrics + ["digest"])
      let names = try store.query("SELECT name FROM metric").rows.map { "\($0[0])" }
      #expect(Set(names) == Set(metrics.map { "\(QueryValue.text($0))" }))
      let read = try store.query(
        Queries.Read.steps.text, bindings: ["runID": 1, "first": 0, "last": 0, "stride": 1])
      #expect(read.columns == ["step", "wallSeconds", "nanMask"] + metrics + ["digest"])
    }
  }

  @Test(
    "A metric's long row says NaN with the bit of its own column", arguments: BuiltInMetric.allCases
  )
  func nanBits(metric: BuiltInMetric) throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      var record = StepRecord.sample(0)
      record.metrics[metric] = .nan
      try recorder.record(record)
      try recorder.finish(.nonfinite)
      let rows = try store.query("SELECT name, value FROM metric WHERE isNaN").rows
      #expect(rows == [[.text(metric.rawValue), nil]])
      #expect(try store.query("SELECT count(*) FROM metric WHERE NOT isNaN").rows == [[8]])
    }
  }

  @Test("Plain SQL decodes parameters to the bit: subnormals, infinities, the sign of zero")
  func coordinates() throws {
    var generator = SplitMix(state: 20_260_101)
    let random = (0..<2000).map { _ in Double(bitPattern: generator.next()) }
    let x = RunWriterTests.delicate + [-0.0] + random
    let y = [2.5]
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample(minimizerCount: x.count, maximizerCount: 1))
      for step in 0..<2 {
        var record = StepRecord.sample(step)
        record.minimizer = step == 0 ? x : x.map { -$0 }
        record.maximizer = y
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      let result = try store.query(
        """
        SELECT coordinateIndex, value, isNaN FROM coordinate
        WHERE step = 0 AND player = 'minimizer'
        """
      )
      #expect(result.rows.count == x.count)
      for (index, row) in result.rows.enumerated() {
        #expect(row[0] == .integer(Int64(index)))
        if x[index].isNaN {
          #expect(row[1] == .null && row[2] == 1)
        } else if case .real(let value) = row[1] {
          #expect(value.bitPattern == x[index].bitPattern)
          #expect(row[2] == 0)
        } else {
          Issue.record("coordinate \(index) is \(row[1])")
        }
      }
      let maximizers = try store.query(
        """
        SELECT step, coordinateIndex, value FROM coordinate
        WHERE player = 'maximizer' ORDER BY step
        """
      )
      #expect(maximizers.rows == [[0, 0, 2.5], [1, 0, 2.5]])
    }
  }

  @Test("A setting has a number where its whole text is one")
  func numbers() throws {
    let texts: [(String, QueryValue)] = [
      ("1e-05", 1e-05), ("3", 3.0), ("-0.5", -0.5), ("abc", nil), ("true", nil), ("", nil),
      ("2026-01-02", nil), ("inf", nil), ("3abc", nil), ("0x10", nil), ("'3'", nil),
    ]
    try withTemporaryStore { store in
      var run = RunDescription.sample()
      run.trainingParameters = texts.enumerated().map {
        RunParameter(name: "p\($0.offset)", value: $0.element.0)
      }
      try store.recordSample(run, steps: 1)
      let result = try store.query("run/parameters", bindings: ["run": 1])
      #expect(result.rows.map { $0[2] } == texts.map { .text($0.0) })
      #expect(result.rows.map { $0[3] } == texts.map(\.1))
    }
  }

  @Test("A run that has been silent for a minute reads as crashed in plain SQL")
  func silence() throws {
    try withTemporaryStore { store in
      try store.recordSample(steps: 1)
      let database = try DatabaseQueue(path: store.path)
      func status(heartbeat age: Int) throws -> [[QueryValue]] {
        try database.write {
          try $0.execute(
            sql: "UPDATE run SET outcome = NULL, heartbeatAt = unixepoch('now') - \(age)")
        }
        return try store.query("SELECT status FROM runSummary").rows
      }
      #expect(try status(heartbeat: 30) == [["running"]])
      #expect(try status(heartbeat: 90) == [["crashed"]])
    }
  }
}

/// A small seeded generator.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
