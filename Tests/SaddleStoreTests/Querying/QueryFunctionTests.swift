import SaddleRecording
import SaddleStore
import Testing

@Suite("SQL functions of queries")
struct QueryFunctionTests {
  @Test(
    "Each answers what textbooks say, leaves NULL and text out, and is NULL where it has no meaning",
    arguments: [
      ("median(x)", 3.5), ("quantile(x, 0.25)", 1.75), ("quantile(x, 1)", 10.0),
      ("quantile(x, 1.5)", nil), ("stddev(x)", 4.041451884327381), ("slope(x, 2 * x + 1)", 2.0),
      ("correlation(x, -x)", -1.0), ("slope(1, x)", nil), ("correlation(x, 1)", nil),
      ("firstBy(x, -x)", 10.0), ("lastBy(x, x)", 10.0), ("firstBy(x, x)", 1.0),
      ("firstBy(CASE WHEN x > 3 THEN x END, x)", 5.0), ("median('a')", nil), ("stddev(NULL)", nil),
      ("median(CASE WHEN x < 3 THEN x END)", 1.5),
      ("median(CASE WHEN x = 1 THEN 9e999 ELSE x END)", 7.5),
    ] as [(String, Double?)])
  func values(expression: String, expected: Double?) throws {
    try withTemporaryStore { store in
      let result = try store.query(
        """
        SELECT \(expression)
        FROM (SELECT 1 AS x UNION ALL SELECT 2 UNION ALL SELECT 5 UNION ALL SELECT 10
          UNION ALL SELECT NULL UNION ALL SELECT 'text')
        """)
      guard let expected else {
        #expect(result.rows == [[nil]])
        return
      }
      let number: Double? =
        switch result.rows[0][0] {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
      let found = try #require(number)
      #expect(abs(found - expected) < 1e-12)
    }
  }

  /// Two seeds of one setting, and one run of another.
  private func withGroups(_ body: (Store) throws -> Void) throws {
    try withTemporaryStore { store in
      for (seed, stepSize, shift) in [(1, "0.1", 0.0), (2, "0.1", 2), (1, "0.2", 5)] {
        var run = RunDescription.sample()
        run.seed = UInt64(seed)
        run.methodParameters = [
          RunParameter(name: "stepSize", value: stepSize), RunParameter(name: "same", value: "x"),
        ]
        let recorder = try store.begin(run)
        for step in 0..<2 {
          var record = StepRecord.sample(step)
          record.metrics.payoff = Double(step) + shift
          try recorder.record(record)
        }
        try recorder.finish(.stepLimit)
      }
      try body(store)
    }
  }

  @Test("Runs that differ by their seed only make a group, with a band at every step")
  func seeds() throws {
    try withGroups { store in
      let list = try store.query("seeds/list", bindings: ["run": 2])
      #expect(list.rows.map { $0[0] } == [1, 2])
      let groups = try store.query("seeds/groups")
      #expect(groups.rows.map { $0[3] } == ["[1,2]", "[3]"])
      let band = try store.query("seeds/band", bindings: ["run": 1, "metric": "payoff"])
      #expect(band.rows == [[0, 2, 0.0, 0.5, 1.0, 1.5, 2.0], [1, 2, 1.0, 1.5, 2.0, 2.5, 3.0]])
    }
  }

  @Test("Settings that differ are listed with their values, and run by run")
  func differences() throws {
    try withGroups { store in
      let bindings: [String: QueryValue] = ["experiment": "default"]
      let differing = try store.query("parameter/differing", bindings: bindings)
      #expect(differing.rows == [["method", "stepSize", 2, #"["0.1","0.2"]"#]])
      let wide = try store.query("parameter/wide", bindings: bindings)
      #expect(wide.rows.map { $0[0] } == [1, 2, 3])
      #expect(wide.rows[2][1] == #"{"stepSize":"0.2","seed":"1"}"#)
    }
  }
}
