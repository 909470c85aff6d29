import Foundation
import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleStore
import Testing

@Suite("Queries")
struct QueriesTests {
  private let folder: TemporaryStore
  private let store: Store
  private let connection: DatabaseQueue

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
    try SampleRuns.record(into: store)
    connection = try folder.stranger()
  }

  @Test("Every query compiles against the schema, and has the parameters that it says")
  func compile() throws {
    let table = ParameterTable { _, _, _ in nil }
    defer { withExtendedLifetime(table) { try? connection.close() } }
    try connection.read { database in
      QueryFunctions.register(on: database)
      try table.register(on: #require(database.sqliteConnection))
      for query in Queries.all {
        let statement = try database.makeStatement(sql: query.text)
        try withExtendedLifetime(statement) {
          let handle = statement.sqliteStatement
          let names = try (0..<sqlite3_bind_parameter_count(handle)).map { index in
            let name = try #require(sqlite3_bind_parameter_name(handle, index + 1))
            return String(String(cString: name).dropFirst())
          }
          #expect(query.parameters == names, "\(query.name)")
        }
      }
    }
  }

  @Test("Every query opens with a comment whose first line is a sentence of its own")
  func sayWhatComesBack() throws {
    for query in Queries.all {
      let first = try #require(query.comment.first, "\(query.name)")
      #expect(first.count > 20, "\(query.name)")
      if query.isPublic { #expect(first.hasSuffix("."), "\(query.name): \(first)") }
      #expect(query.comment.joined(separator: " ").hasSuffix("."), "\(query.name)")
    }
  }

  @Test("The comment of a public query names each of its parameters")
  func explainParameters() {
    for query in Queries.all where query.isPublic {
      for parameter in query.parameters {
        let isNamed = query.comment.contains { $0.contains(":" + parameter) }
        #expect(isNamed, "\(query.name) does not say what :\(parameter) is")
      }
    }
  }

  @Test(
    "Reads of a run's record search by a key and never scan a table of steps",
    arguments: Queries.all.filter {
      $0.group == "read"
        && ![
          "read/newest-run", "read/open-runs", "read/custom-names", "read/parameter-names",
          "read/proximal-names", "read/coordinate-view",
        ].contains($0.name)
        || [
          "metric/series", "metric/last", "metric/thinned", "step/range", "gap/by-step",
          "gap/proximal", "iterate/coordinates", "run/show", "run/parameters", "run/compare",
        ].contains($0.name)
    })
  func useKeys(_ query: NamedQuery) throws {
    let table = ParameterTable { _, _, _ in nil }
    defer { withExtendedLifetime(table) { try? connection.close() } }
    let plan = try connection.read { database in
      try table.register(on: #require(database.sqliteConnection))
      return try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + query.text,
        arguments: StatementArguments(
          query.parameters.map { ($0, 1 as (any DatabaseValueConvertible)?) })
      ).map { $0["detail"] as String }
    }
    let named = plan.filter { $0.contains("KEY") || $0.contains("INDEX") }
    #expect(!named.isEmpty, "\(plan)")
    for line in plan {
      let isScanOfSteps = ["step", "iterate", "proximalGap", "gap", "last", "first", "checkpoint"]
        .contains { line == "SCAN \($0)" || line.hasPrefix("SCAN \($0) ") }
      #expect(!isScanOfSteps, "\(plan)")
    }
  }

  @Test(
    "A page of a long run's metric is read without sorting the run",
    arguments: ["payoff", "proximalGap(1.0)"])
  func pagesWithoutSorting(metric: String) throws {
    let plan = try connection.read { database in
      try Row.fetchAll(
        database,
        sql: """
          EXPLAIN QUERY PLAN
          SELECT step, value FROM metric WHERE runID = ? AND name = ? ORDER BY step LIMIT 10
          """,
        arguments: [1, metric]
      ).map { $0["detail"] as String }
    }
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
  }

  /// What each public query answers on the sample runs: cells joined by |.
  static let answers: [(name: String, bindings: [String: QueryValue], rows: [String])] = [
    (
      "alert/list", [:],
      ["1|spiral|bilinear|simultaneous-gda|cycle|1|0|0.9|62.5|NULL|it turns, and turns"]
    ),
    (
      "verdict/list", [:],
      [
        "1|spiral|bilinear|simultaneous-gda|both|0|149|cycling|0.97|10|62.5|0.25|parameters"
          + "|it turns|as predicted|extragradient|*"
      ]
    ),
    (
      "verdict/cycles", [:],
      [
        "1|spiral|bilinear|simultaneous-gda|cycling|62.5|0.5|63.5|1.25|growing|1.5|10|0.97"
      ]
    ),
    (
      "equilibrium/kinds", [:],
      ["1|spiral|bilinear|simultaneous-gda|2|localMinimax|3.0|local minimax point"]
    ),
    (
      "equilibrium/path-angle", ["run": 1],
      ["0|2|0.0|-0.5|2.0", "0|2|1.0|NULL|0.0"]
    ),
    (
      "equilibrium/local", ["run": 1],
      [
        "2|localMinimax|local minimax point|NULL|-1.0|-inf|NULL|3.0|NULL|NULL|NULL|NULL|NULL"
          + "|dense|1|Euclidean norm|exact expectations"
      ]
    ),
    ("experiment/list", [:], ["2|second|1|1|*", "1|first|1|1|*"]),
    (
      "gap/by-step", ["run": 1],
      ["0|4.0|2.0|NULL", "1|NULL|NULL|NULL", "2|1.0|0.5|0.75"]
    ),
    (
      "gap/estimates", ["run": 1],
      [
        "2|proximalGap(1.0)|1.0|0.125|NULL|lower|1|localSearch|the unit box|0|0|0|0|NULL|NULL|NULL"
          + "|Euclidean norm|exact expectations|0.0",
        "2|proximalGap(1.0)|1.0|0.25|NULL|lower|0|perturbedSearch|the unit box|0|0|0|0|NULL|NULL|NULL"
          + "|Euclidean norm|exact expectations|0.0",
        "2|dualityGap|inf|1.0|NULL|exact|1|closedForm|the unit box|0|0|0|0|NULL|NULL|NULL"
          + "|Euclidean norm|exact expectations|0.0",
      ]
    ),
    (
      "gap/last", [:],
      [
        "1|bilinear|simultaneous-gda|0.0|0.75", "1|bilinear|simultaneous-gda|1e-07|0.0",
        "1|bilinear|simultaneous-gda|1.0|0.5", "1|bilinear|simultaneous-gda|inf|1.0",
      ]
    ),
    (
      "gap/proximal", ["run": 1],
      [
        "0|1e-07|NULL|1", "0|1.0|2.0|0", "1|1e-07|0.25|0", "1|1.0|1.0|0", "2|1e-07|0.0|0",
        "2|1.0|0.5|0",
      ]
    ),
    (
      "gap/readings", ["run": 1],
      [
        "2|proximalGap(1.0)|0.25|distance from a 1-proximal equilibrium >= 0.25, and the search had"
          + " not converged", "2|dualityGap|1.0|distance from a Nash equilibrium = 1",
      ]
    ),
    (
      "iterate/coordinates", ["run": 1, "first": 1, "last": 2],
      [
        "1|minimizer|0|-0.5|0", "1|maximizer|0|NULL|1", "1|maximizer|1|5.0|0",
        "2|minimizer|0|0.25|0", "2|maximizer|0|6.0|0", "2|maximizer|1|7.0|0",
      ]
    ),
    (
      "iterate/moved", ["run": 1, "first": 0, "last": 2],
      ["minimizer|1|0.75|0.75", "maximizer|2|5.656854249492381|4.0"]
    ),
    (
      "iterate/parameters", ["run": 1, "step": 0],
      ["minimizer|0|1.0|0", "maximizer|0|2.0|0", "maximizer|1|3.0|0"]
    ),
    ("iterate/plane", ["run": 1], ["0|1.0|2.0", "1|-0.5|NULL", "2|0.25|6.0"]),
    (
      "metric/best", ["metric": "fieldNorm"],
      [
        "1|spiral|bilinear|simultaneous-gda|0.5|2", "2|landing|bilinear|simultaneous-gda|1.0|1",
      ]
    ),
    (
      "metric/extremes", ["run": 1],
      [
        "dualityGap|1.0|2.5|4.0|2|0", "fieldNorm|0.5|inf|inf|2|1", "payoff|-inf|-inf|8.0|3|0",
        "primalGap|0.75|0.75|0.75|1|0", "proximalGap(1.0)|0.5|1.1666666666666667|2.0|3|0",
        "proximalGap(1e-07)|0.0|0.125|0.25|2|1",
      ]
    ),
    ("metric/first-below", ["metric": "payoff", "threshold": 3], ["1|1", "2|1"]),
    (
      "metric/last", ["run": 1],
      [
        "2|dualityGap|1.0|0", "2|fieldNorm|0.5|0", "2|payoff|2.0|0", "2|primalGap|0.75|0",
        "2|proximalGap(1.0)|0.5|0", "2|proximalGap(1e-07)|0.0|0",
      ]
    ),
    ("metric/series", ["run": 1, "metric": "fieldNorm"], ["0|NULL|1", "1|inf|0", "2|0.5|0"]),
    (
      "metric/thinned", ["run": 1, "metric": "proximalGap(1e-07)", "stride": 2],
      ["0|NULL|1", "2|0.0|0"]
    ),
    (
      "run/compare", ["left": 1, "right": 2],
      [
        "method|stepSize|0.1|1e-2", "run|seed|-1|1", "training|data|points.csv|NULL",
        "training|steps|2|NULL", "last step|dualityGap|1.0|NULL", "last step|fieldNorm|0.5|1.0",
        "last step|payoff|2.0|3.0", "last step|primalGap|0.75|NULL",
        "last step|proximalGap(1.0)|0.5|NULL", "last step|proximalGap(1e-07)|0.0|NULL",
      ]
    ),
    ("run/lineage", ["run": 1], ["0|1|spiral|simultaneous-gda|NULL|stepLimit"]),
    (
      "run/list", [:],
      [
        "2|second|landing|bilinear|simultaneous-gda|1|diverged|1|3.0|1.0|NULL|0.25|*",
        "1|first|spiral|bilinear|simultaneous-gda|-1|stepLimit|2|2.0|0.5|1.0|2.0|*",
      ]
    ),
    (
      "run/parameters", ["run": 1],
      [
        "game|payoffScale|1.5|1.5", "method|stepSize|0.1|0.1", "training|steps|2|*",
        "training|data|points.csv|NULL",
      ]
    ),
    (
      "run/show", ["run": 1],
      [
        "1|11111111-aaaa-4aaa-8aaa-111111111111|first|spiral|bilinear|simultaneous-gda|-1|1|2"
          + "|the unit box|stepLimit|3|2|2.0|*|*|*|elsewhere|12|0.1.0|abc123+"
          + #"|["saddlebag","train","a b","\"quoted\"","/tmp/x.db"]"#
      ]
    ),
    (
      "run/stability", [:],
      [
        "bilinear|simultaneous-gda|0.01|diverged|1|1|1",
        "bilinear|simultaneous-gda|0.1|stepLimit|1|2|2",
      ]
    ),
    ("step/pace", [:], ["1|2|2.0|1.0", "2|1|0.25|4.0"]),
    (
      "step/range", ["run": 1, "first": 1, "last": 1],
      ["1|1|0.5|0|-inf|NULL|NULL|NULL|NULL|inf|NULL|NULL|NULL|NULL"]
    ),
    ("gap/kind", ["tolerance": 0.5], ["1|bilinear|simultaneous-gda|proximal|1.0|0.75|1.0"]),
    (
      "gap/least", [:],
      ["1|bilinear|simultaneous-gda|1e-07|0.0|2", "1|bilinear|simultaneous-gda|1.0|0.5|2"]
    ),
    (
      "method/ranking", ["metric": "fieldNorm", "game": "bilinear"],
      ["simultaneous-gda|0.1|1|0.5|0.5|NULL|0", "simultaneous-gda|0.01|1|1.0|1.0|NULL|1"]
    ),
    ("metric/correlation", ["run": 2, "one": "payoff", "other": "fieldNorm"], ["2|*"]),
    ("metric/crossings", ["run": 1, "metric": "payoff", "threshold": 3], ["1|-inf|below"]),
    ("metric/histogram", ["run": 2, "metric": "payoff"], ["3.0|1", "3.9|1"]),
    (
      "metric/moving-average", ["run": 2, "metric": "payoff", "window": 2],
      ["0|4.0|4.0", "1|3.0|3.5"]
    ),
    (
      "metric/nonfinite", ["run": 1],
      ["fieldNorm|0|1|1|1", "payoff|NULL|0|1|1", "proximalGap(1e-07)|0|1|NULL|0"]
    ),
    (
      "metric/quantiles", ["run": 2, "metric": "payoff"],
      ["2|3.0|3.05|3.25|3.5|3.75|3.95|4.0|3.5|0.7071067811865476"]
    ),
    (
      "metric/rate", ["run": 2, "metric": "fieldNorm", "first": 0],
      ["2|-0.6931471805599453|0.5|1.0"]
    ),
    ("parameter/differing", ["experiment": "first"], []),
    ("parameter/effect", ["parameter": "stepSize"], ["bilinear|simultaneous-gda|1|NULL|NULL"]),
    ("parameter/wide", ["experiment": "first"], []),
    ("run/commits", [:], ["abc123+|0.1.0|2|1|1|2"]),
    ("run/outcomes", [:], ["bilinear|simultaneous-gda|2|0|1|1|0|0|0"]),
    (
      "run/recent", ["days": 1],
      [
        "2|second|landing|bilinear|simultaneous-gda|diverged|1|NULL|*",
        "1|first|spiral|bilinear|simultaneous-gda|stepLimit|2|1.0|*",
      ]
    ),
    ("run/storage", [:], ["1|spiral|288|192|96", "2|landing|192|0|48"]),
    ("run/system", ["run": 2], ["*|1|1|NULL|*|*|*|*"]),
    ("run/unfinished", [:], []),
    (
      "seeds/band", ["run": 2, "metric": "payoff"],
      ["0|1|4.0|4.0|4.0|4.0|4.0", "1|1|3.0|3.0|3.0|3.0|3.0"]
    ),
    ("seeds/groups", [:], ["bilinear|simultaneous-gda|1|[1]", "bilinear|simultaneous-gda|1|[2]"]),
    ("seeds/list", ["run": 1], ["1|spiral|-1|stepLimit"]),
    (
      "step/extremes", ["run": 1, "buckets": 2],
      ["0|-inf|8.0|inf|inf|4.0|4.0", "2|2.0|2.0|0.5|0.5|1.0|1.0"]
    ),
    ("step/slowest", ["run": 1], ["2|1.5", "1|0.5", "0|NULL"]),
    ("tag/list", [:], []),
  ]

  @Test("Every public query has an answer here, and answers so", arguments: answers.indices)
  func answer(_ index: Int) throws {
    let (name, bindings, expected) = Self.answers[index]
    let result = try store.query(name, bindings: bindings)
    let rows = result.rows.map { $0.map(Self.text).joined(separator: "|") }
    #expect(rows.count == expected.count, "\(rows)")
    for (row, pattern) in zip(rows, expected) {
      // A * stands for what this test does not hold: an instant, a whole number's type.
      let cells = row.split(separator: "|", omittingEmptySubsequences: false)
      let wanted = pattern.split(separator: "|", omittingEmptySubsequences: false)
      #expect(cells.count == wanted.count, "\(row)")
      for (cell, want) in zip(cells, wanted) where want != "*" { #expect(cell == want, "\(row)") }
    }
  }

  /// The tables that have a row for each step or more, and what the views call them.
  private static let tablesOfSteps: Set = [
    "step", "iterate", "iterateDelta", "proximalGap", "customMetricValue", "keyframe", "gap",
    "measured",
  ]

  @Test(
    "No query reads a table of steps from end to end: each run's rows are searched for by a key",
    arguments: Queries.all.filter(\.isPublic))
  func plans(_ query: NamedQuery) throws {
    let values = query.parameters.map { ($0, 1 as QueryValue) }
    let plan = try store.query(
      "EXPLAIN QUERY PLAN " + query.text, bindings: Dictionary(uniqueKeysWithValues: values)
    ).rows.compactMap { row -> String? in
      if case .text(let line) = row[3] { line } else { nil }
    }
    let aliases = query.text.matches(of: /([A-Za-z]+) AS ([A-Za-z]+)/)
      .filter { Self.tablesOfSteps.contains(String($0.output.1)) }.map { String($0.output.2) }
    for table in Self.tablesOfSteps.union(aliases) {
      let isScanned = plan.contains { $0 == "SCAN \(table)" || $0.hasPrefix("SCAN \(table) ") }
      #expect(!isScanned, "\(query.name):\n\(plan.joined(separator: "\n"))")
    }
  }

  @Test("No public query is left without a known answer")
  func answersAreComplete() {
    #expect(Self.answers.map(\.name).sorted() == Store.namedQueries.map(\.name).sorted())
  }

  private static func text(_ value: QueryValue) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): text
    case .blob(let bytes): "\(bytes)"
    }
  }
}
