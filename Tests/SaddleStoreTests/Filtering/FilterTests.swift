import Foundation
import SaddleFilters
import SaddleQueries
import SaddleRecording
import SaddleStore
import Testing

@Suite("Filters of a store's runs")
struct FilterTests {
  /// The runs of ``SampleRuns``, and one without steps whose recorder is alive.
  private let folder: TemporaryStore
  private let store: Store
  private let recorder: any RunRecorder

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
    try SampleRuns.record(into: store)
    var run = RunDescription.sample(name: "it's \"<b>😀")
    run.seed = 18_446_744_073_709_551_614
    run.game = "toy"
    run.gameParameters = [
      RunParameter(name: "stepSize", value: "7"), RunParameter(name: "isOdd", value: "true"),
    ]
    recorder = try store.begin(run)
  }

  private func ids(_ text: String) throws -> [Int64] {
    try store.runs(where: Filter(parsing: text)).map(\.id.rawValue)
  }

  @Test(
    "A filter lets pass the runs that it says",
    arguments: [
      ("game = 'bilinear'", [1, 2]), ("game != 'bilinear'", [3]), ("game like 'BI%'", [1, 2]),
      ("game in ('toy', 'x')", [3]), ("not game in ('toy', 'x')", [1, 2]), ("id >= 2", [2, 3]),
      ("name = 'it''s \"<b>😀'", [3]), ("experiment = 'second'", [2]),
      ("status = 'diverged'", [2]), ("status = 'running'", [3]), ("outcome is missing", [3]),
      ("outcome != 'diverged'", [1, 3]), ("seed = 18446744073709551615", [1]),
      ("seed = 1", [2]), ("lastStep < 2", [2]), ("lastStep is missing", [3]),
      ("stepCount = 0", [3]), ("stepCount = 3", [1]), ("wallSeconds > 1", [1]),
      ("gitCommit like 'abc%'", [1, 2]), ("minimizerCount < maximizerCount", [1]),
      ("startedAt > '2020-01-01' and startedAt < '2120-01-01 12:00'", [1, 2, 3]),
      ("startedAt > ago(1 hour)", [1, 2, 3]), ("startedAt < ago(1 hour)", []),
      ("endedAt - startedAt < 3600", [1, 2]),
      ("method.stepSize = 0.1", [1]), ("method.stepSize <= '1e-2'", [1, 2]),
      ("method.stepSize = '1e-2'", [2]), ("game.stepSize = 7", [3]), ("isOdd = true", [3]),
      ("data = 'points.csv'", [1]), ("data like '%.csv'", [1]), ("data is missing", [2, 3]),
      ("steps in (2, '3')", [1]), ("training.steps = 2", [1]),
      ("payoff.last = 2", [1]), ("payoff = 3", [2]), ("payoff.first > 5", [1]),
      ("payoff.at(1) = 3", [2]), ("payoff.at(1) = -inf", [1]), ("payoff.min < -1e300", [1]),
      ("payoff.max between 4 and 8", [1, 2]), ("fieldNorm.argmin = 2", [1]),
      ("fieldNorm.argmax = 0", [2]), ("fieldNorm.count = 3", [1]), ("fieldNorm.nans > 0", [1]),
      ("fieldNorm.first is nan", [1]), ("fieldNorm.last is nan", []),
      ("fieldNorm.at(0) is not nan", [2, 3]), ("fieldNorm.first is missing", [3]),
      ("dualityGap.mean = 2.5", [1]), ("dualityGap.mean(last 1) = 1", [1]),
      ("dualityGap.min(first 1) = 4", [1]), ("dualityGap.last < 0.5 * dualityGap.first", [1]),
      ("dualityGap is missing", [2, 3]), ("not dualityGap < 3", [2, 3]),
      ("proximalGap(1).last = 0.5", [1]), ("proximalGap(1e-7).first is nan", [1]),
      ("proximalGap(1e-7).min = 0", [1]), ("proximalGap(1).mean(last 2) = 0.75", [1]),
      ("payoff.last < 5 and (game = 'toy' or id = 1)", [1]), ("1 = 1", [1, 2, 3]),
      ("2 < 1 or 'a' = 'b'", []), ("name = game", []), ("uuid like '2222%'", [2]),
      ("id / 2 = 0.5", [1]),
    ] as [(String, [Int64])])
  func answers(text: String, expected: [Int64]) throws {
    #expect(try ids(text) == expected)
  }

  @Test("What a person types is bound, never part of the SQL")
  func binding() throws {
    let evil = "'; DROP TABLE run; --"
    let texts = [
      "name = '\(evil.replacing("'", with: "''"))'",
      "name like '\(evil.replacing("'", with: "''"))'",
      "name in ('x', '\(evil.replacing("'", with: "''"))')",
    ]
    for text in texts {
      let listing = RunListing(filter: try Filter(parsing: text))
      let statement = try store.sql(of: listing)
      #expect(!statement.sql.contains("DROP"))
      #expect(statement.bindings.values.contains(.text(evil)))
      #expect(try ids(text).isEmpty)
    }
    #expect(try ids("1 = 1").count == 3)
  }

  @Test("No bound value shows in the SQL, whatever filter is made of the names there are")
  func fuzz() throws {
    var generator = SplitMix(state: 11)
    let names = [
      "id", "name", "game", "status", "seed", "startedAt", "lastStep", "payoff.last",
      "fieldNorm.min", "dualityGap.at(1)", "proximalGap(1).mean(last 3)", "data",
      "method.stepSize", "isOdd", "outcome", "payoff.argmin", "\"it's\".last", "nothing",
    ]
    let values = [
      "777001", "-0.777002", "'marker777003'", "'mar''ker777004'", "true", "ago(777005 s)",
      "payoff",
      "game", "'2026-01-02'",
    ]
    let tests = ["=", "!=", "<", ">=", "like", "in"]
    var run = 0
    for _ in 0..<500 {
      let parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        let name = names.randomElement(using: &generator) ?? ""
        let value = values.randomElement(using: &generator) ?? ""
        let test = tests.randomElement(using: &generator) ?? ""
        return test == "in" ? "\(name) in (\(value))" : "\(name) \(test) \(value)"
      }
      let text = parts.joined(separator: Bool.random(using: &generator) ? " and " : " or not ")
      do {
        let listing = RunListing(filter: try Filter(parsing: text))
        let statement = try store.sql(of: listing)
        #expect(!statement.sql.contains("777"), "\(statement.sql)")
        #expect(!statement.sql.contains("marker"))
        if run % 10 == 0 { _ = try store.list(listing) }
        run += 1
      } catch let error as FilterError {
        #expect((0...text.count).contains(error.position))
      }
    }
    #expect(run > 40)
  }

  @Test(
    "A name or value that makes no sense is told at its character, with what may have been meant",
    arguments: [
      ("stepSze = 1", 0, "stepSize"), ("game = 'x' and payof.last < 1", 15, "payoff"),
      ("stepSize = 1", 0, "method.stepSize"), ("game.steps = 1", 0, "training.steps"),
      ("game = 3", 0, "quotes"), ("payoff.last = 'x'", 0, "number"),
      ("startedAt > 'yesterday'", 0, "2026-11-01"), ("startedAt > '2026-02-30'", 0, "2026-11-01"),
      ("data.last = 1", 0, "data alone"), ("payoff.argmin is nan", 0, "last"),
      ("id like '3'", 0, ""), ("game = bilinear", 7, "quotes"), ("id + name > 3", 5, ""),
    ])
  func errors(text: String, position: Int, hint: String) throws {
    do {
      _ = try ids(text)
      Issue.record("it was answered")
    } catch let error as FilterError {
      #expect(error.position == position, "\(error)")
      #expect(error.source == text)
      #expect(hint.isEmpty || (error.hint ?? "").contains(hint), "\(error.hint ?? "no hint")")
    }
  }

  @Test("A listing shows, sorts and cuts off as asked; missing values come last, NaN by its name")
  func listing() throws {
    var listing = RunListing()
    listing.columns = try FilterColumn.list(
      parsing:
        "id, method.stepSize, payoff.last, fieldNorm.first, proximalGap(1e-7).at(0), seed, steps")
    listing.order = try FilterSortKey.list(parsing: "payoff.last desc")
    let result = try store.list(listing)
    #expect(result.columns.prefix(3) == ["id", "method.stepSize", "payoff.last"])
    #expect(
      result.rows == [
        [2, 0.01, 3.0, 2.0, nil, 1, nil],
        [1, 0.1, 2.0, "NaN", "NaN", "18446744073709551615", 2],
        [3, nil, nil, nil, nil, "18446744073709551614", nil],
      ])
    listing.limit = 1
    #expect(try store.list(listing).rows.count == 1)
    let usual = try store.list(RunListing(limit: 1))
    #expect(usual.columns.first == "id" && usual.columns.last == "startedAt")
  }

  @Test("A filter on last values searches by the primary key and reads no whole run")
  func plan() throws {
    let filter = try Filter(
      parsing: "dualityGap.last < 0.1 and payoff.min < 1 and proximalGap(1).mean(last 2) < 3")
    let statement = try store.sql(of: RunListing(filter: filter))
    let plan = try store.query(
      "EXPLAIN QUERY PLAN " + statement.sql, bindings: statement.bindings
    ).rows.map { "\($0[3])" }
    #expect(plan.contains { $0.contains("SEARCH step USING PRIMARY KEY") })
    #expect(plan.contains { $0.contains("SEARCH proximalGap USING PRIMARY KEY") })
    for table in ["step", "proximalGap", "gap", "metric"] {
      #expect(!plan.contains { $0.contains("SCAN \(table)") }, "\(plan)")
    }
  }

  @Test("Metrics of the recorder's own are asked for like all others, by their key")
  func customMetrics() throws {
    let recorder = try store.begin(.sample(name: "own"))
    for step in 0..<4 {
      var record = StepRecord.sample(step)
      record.customMetrics = [
        CustomMetric(name: "loss/g 😀", value: step == 3 ? .nan : Double(step))
      ]
      try recorder.record(record)
    }
    try recorder.finish(.stepLimit)
    #expect(try ids("\"loss/g 😀\".max = 2 and \"loss/g 😀\".last is nan") == [4])
    #expect(try ids("\"loss/g 😀\".at(1) = 1 or \"loss/g 😀\".mean > 5") == [4])
    let filter = try Filter(parsing: "\"loss/g 😀\".mean(last 2) > 1")
    let statement = try store.sql(of: RunListing(filter: filter))
    let plan = try store.query(
      "EXPLAIN QUERY PLAN " + statement.sql, bindings: statement.bindings
    ).rows.map { "\($0[3])" }
    #expect(plan.contains { $0.contains("SEARCH customMetricValue USING PRIMARY KEY") }, "\(plan)")
  }

  @Test("The longest filter that is read runs, too")
  func longest() throws {
    let many = Array(repeating: "payoff.last < 0", count: 500).joined(separator: " or ")
    #expect(try ids(many).isEmpty)
    let mixed = Array(repeating: "(id = 1 and id = 1)", count: 60).joined(separator: " and ")
    #expect(try ids(mixed) == [1])
  }
}
