import GRDB
import SaddleQueries
import SaddleRecording
import SaddleStore
import Testing

@Suite("The queries that come with the program")
struct NamedQueryTests {
  @Test("Every query is one statement that fits the schema, and names its parameters")
  func prepare() throws {
    try withTemporaryStore { store in
      let database = try DatabaseQueue(path: store.path)
      let table = ParameterTable { _, _, _ in nil }
      defer { withExtendedLifetime(table) { try? database.close() } }
      for query in Queries.all {
        try database.read { database in
          QueryFunctions.register(on: database)
          try table.register(on: #require(database.sqliteConnection))
          let statement = try database.makeStatement(sql: query.text)
          let isWrite =
            ["record", "edit", "upkeep"].contains(query.group)
            && ![
              "record/session", "record/has-company", "upkeep/count-prunable", "upkeep/gaps",
              "upkeep/count-unused-contents", "upkeep/delta-steps", "upkeep/keyframe-steps",
              "upkeep/memories", "upkeep/whole-iterates",
            ].contains(query.name)
          #expect(statement.isReadonly != isWrite, "\(query.name)")
          var arguments = StatementArguments()
          for parameter in query.parameters { arguments += [parameter: 1] }
          try statement.validateArguments(arguments)
        }
      }
    }
  }

  @Test("Every query for users says in its first sentence what comes back, and how it is found")
  func comments() {
    #expect(Store.namedQueries.count == Queries.all.filter { $0.isPublic }.count)
    #expect(Store.namedQueries.count >= 10)
    for query in Store.namedQueries {
      #expect(query.summary.hasSuffix("."), "\(query.name)")
      #expect(!query.remarks.isEmpty, "\(query.name)")
      for parameter in query.parameters where !["first", "last"].contains(parameter) {
        #expect((query.summary + query.remarks).contains(":\(parameter)"), "\(query.name)")
      }
    }
  }

  @Test("Every query for users runs, and finds something in a store of two runs")
  func run() throws {
    try withTemporaryStore { store in
      for name in ["a", "b"] {
        var run = RunDescription.sample(name: name, proximalPenalties: [0.5])
        run.methodParameters = [RunParameter(name: "stepSize", value: name == "a" ? "1" : "2")]
        let recorder = try store.begin(run)
        for step in 0..<20 {
          var record = StepRecord.sample(step)
          record.proximalGaps = [1]
          if step == 3 { record.metrics.primalGap = .nan }
          if step == 7 { record.alerts = [.raised(.sample(step: 7))] }
          try recorder.record(record)
        }
        try recorder.finish(.stepLimit)
        try store.keep(
          gaps: SampleRuns.gaps, analyses: [SampleRuns.analysis], of: recorder.runID)
        try store.keep(pathAngles: SampleRuns.pathAngles, from: 0, to: 2, of: recorder.runID)
        try store.keep([(recorder.runID, .sample())], version: "0.1.0")
      }
      let open = try store.begin(.sample())
      var change = RunEdit()
      change.addedTags = ["tagged"]
      try store.edit([Run.ID(1)], change)
      let values: [String: QueryValue] = [
        "run": 1, "left": 1, "right": 2, "metric": "dualityGap", "first": 3, "last": 5, "stride": 5,
        "threshold": 5, "window": 3, "one": "payoff", "other": "fieldNorm", "game": "bilinear",
        "experiment": "default", "parameter": "stepSize", "tolerance": 1e9, "days": 1, "buckets": 4,
        "step": 3,
      ]
      for query in Store.namedQueries {
        let bindings = values.filter { query.parameters.contains($0.key) }
        let result = try store.query(query.name, bindings: bindings)
        #expect(!result.rows.isEmpty, "\(query.name)")
      }
      try open.finish(.interrupted)
    }
  }

  /// Queries of one run, which must not read the whole store.
  private static let ofOneRun = [
    "run/show", "run/parameters", "run/compare", "metric/series", "metric/thinned", "metric/last",
    "gap/by-step", "gap/proximal", "step/range", "iterate/coordinates", "iterate/plane",
    "read/steps", "read/proximal-gaps", "read/iterate", "read/checkpoint", "read/parameters",
    "read/equilibria", "read/penalties", "read/run-by-name", "read/run-by-uuid", "record/session",
    "record/beat", "record/finish",
  ]

  @Test("Queries of one run read only what they return")
  func plans() throws {
    try withTemporaryStore { store in
      let database = try DatabaseQueue(path: store.path)
      let parameters = ParameterTable { _, _, _ in nil }
      defer { withExtendedLifetime(parameters) { try? database.close() } }
      try database.read { try parameters.register(on: #require($0.sqliteConnection)) }
      // A table is searched by a key or index; only the pieces of a query's own making are scanned.
      let tables = [
        "run", "experiment", "runParameter", "step", "proximalGap", "gap", "iterate", "checkpoint",
      ]
      for query in Queries.all where Self.ofOneRun.contains(query.name) {
        let plan = try database.read { database in
          var arguments = StatementArguments()
          for parameter in query.parameters { arguments += [parameter: 1] }
          return try String.fetchAll(
            database, sql: "EXPLAIN QUERY PLAN " + query.text, arguments: arguments,
            adapter: SuffixRowAdapter(fromIndex: 3))
        }
        for table in tables {
          let scan = "SCAN \(table)"
          let isScanned = plan.contains { $0 == scan || $0.hasPrefix(scan + " ") }
          #expect(!isScanned, "\(query.name): \(plan)")
        }
        let keys = ["PRIMARY KEY", "INDEX run", "INDEX sqlite_autoindex_run"]
        let isSearched = plan.contains { line in keys.contains { line.contains($0) } }
        #expect(isSearched, "\(query.name): \(plan)")
      }
      #expect(Set(Self.ofOneRun).isSubset(of: Queries.all.map(\.name)))
    }
  }

  @Test("A series in order of steps needs no sorting")
  func noSorting() throws {
    try withTemporaryStore { store in
      let plan = try store.query(
        "EXPLAIN QUERY PLAN " + Queries.Metric.series.text,
        bindings: ["run": 1, "metric": "payoff"])
      #expect(!plan.rows.contains { row in "\(row[3])".contains("TEMP B-TREE") })
    }
  }

  @Test("The best runs by a metric come first, with the step of their best")
  func best() throws {
    try withTemporaryStore { store in
      for shift in [5.0, 3, 4] {
        let recorder = try store.begin(.sample())
        for step in 0..<5 {
          var record = StepRecord.sample(step)
          record.metrics.dualityGap = shift + Double(abs(step - 2))
          try recorder.record(record)
        }
        try recorder.finish(.stepLimit)
      }
      let result = try store.query("metric/best", bindings: ["metric": "dualityGap"])
      #expect(
        result.rows.map { [$0[0], $0[4], $0[5]] } == [[2, 3.0, 2], [3, 4.0, 2], [1, 5.0, 2]])
    }
  }

  @Test("A comparison shows the settings that differ, and both runs' last metrics")
  func compare() throws {
    try withTemporaryStore { store in
      for (seed, value) in [(1, "0.1"), (1, "0.2")] as [(UInt64, String)] {
        var run = RunDescription.sample()
        run.seed = seed
        run.methodParameters = [
          RunParameter(name: "stepSize", value: value), RunParameter(name: "same", value: "1"),
        ]
        try store.recordSample(run, steps: value == "0.1" ? 1 : 2)
      }
      let result = try store.query("run/compare", bindings: ["left": 1, "right": 2])
      #expect(result.rows.first == ["method", "stepSize", "0.1", "0.2"])
      #expect(result.rows.contains(["last step", "payoff", 0.0, 1.0]))
      #expect(result.rows.count == 1 + BuiltInMetric.allCases.count)
    }
  }
}
