import SaddleRecording
import SaddleStore
import Testing

@Suite("The table-valued function parameters()")
struct ParameterTableTests {
  private func rows(
    _ sql: String, in store: Store, parameters: ParameterReader? = nil
  ) throws -> [[QueryValue]] {
    try store.query(sql, parameters: parameters).rows
  }

  @Test("It has a row per coordinate, the minimizer first, bit for bit, and tells NaN from nothing")
  func coordinates() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      #expect(
        try rows("SELECT player, * FROM parameters(1, 1)", in: store) == [
          ["minimizer", 0, -0.5, 0], ["maximizer", 0, nil, 1], ["maximizer", 1, 5.0, 0],
        ])
      let view = """
        SELECT player, coordinateIndex, value, isNaN FROM coordinate WHERE runID = 1 AND step = 2
        """
      let function = "SELECT player, coordinateIndex, value, isNaN FROM parameters(1, 2)"
      #expect(try rows(function, in: store) == rows(view, in: store))
    }
  }

  @Test("Without a step it is the last one, with a player that player only")
  func arguments() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      #expect(try rows("SELECT value FROM parameters(1)", in: store) == [[0.25], [6.0], [7.0]])
      let sql = "SELECT value FROM parameters(1, NULL, 'maximizer') ORDER BY value DESC"
      #expect(try rows(sql, in: store) == [[7.0], [6.0]])
      #expect(
        try rows(
          "SELECT value FROM parameters WHERE player = 'minimizer' AND run = '1' AND step = 0",
          in: store) == [[1.0]])
    }
  }

  @Test(
    "What is not there has no rows",
    arguments: [
      "(9, 0)", "(1, 3)", "(1, -1)", "(NULL, 0)", "('x', 0)", "(1, 'x')", "(1, 0.5)", "", "()",
      "(1, 9223372036854775807)", "(1, 0, 'referee')",
    ])
  func absent(_ arguments: String) throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      #expect(try rows("SELECT value FROM parameters\(arguments)", in: store).isEmpty)
    }
  }

  @Test("It joins: its arguments may come from another table, whichever stands first")
  func joins() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      let sql = """
        SELECT step.step, p.value FROM step JOIN parameters(step.runID, step.step, 'minimizer') AS p
        WHERE step.runID = 1 ORDER BY step.step
        """
      #expect(try rows(sql, in: store) == [[0, 1.0], [1, -0.5], [2, 0.25]])
      let turned = """
        SELECT p.value FROM parameters AS p, run WHERE p.run = run.id AND p.step = 0
        AND p.player = 'maximizer' ORDER BY p.value
        """
      #expect(try rows(turned, in: store) == [[1.0], [2.0], [3.0]])
    }
  }

  @Test("Steps come from whoever reads them, once for both players, and a failure is told")
  func reader() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      var asked: [Int?] = []
      let reader: ParameterReader = { _, step, _ in
        asked.append(step)
        guard step != 7 else { throw StoreError(.unreadParameters, "step 7 comes out otherwise") }
        return ([Double(step ?? -1)], [0.5])
      }
      let sql =
        "SELECT a.value, b.value FROM parameters(1, 5) AS a, parameters(1, 5, 'maximizer') AS b"
      #expect(try rows(sql, in: store, parameters: reader) == [[5.0, 0.5], [0.5, 0.5]])
      #expect(asked == [5])
      let error = #expect(throws: StoreError.self) {
        try rows("SELECT * FROM parameters(1, 7)", in: store, parameters: reader)
      }
      #expect(error?.code == .unreadParameters)
      #expect(error?.message == "step 7 comes out otherwise")
    }
  }

  @Test("A step that was recorded without parameters is an error that says so")
  func notKept() throws {
    try withTemporaryStore { store in
      var run = RunDescription.sample()
      run.parameterPolicy = .off
      let recorder = try store.begin(run)
      for step in 0..<3 {
        var record = StepRecord.sample(step)
        if step < 2 { (record.minimizer, record.maximizer) = (nil, nil) }
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      let error = #expect(throws: StoreError.self) {
        try rows("SELECT * FROM parameters(1, 1)", in: store)
      }
      #expect(error?.code == .unreadParameters)
    }
  }

  @Test("A reader that takes long is told when the statement is to end, and why it ended is said")
  func interruption() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      let reader: ParameterReader = { _, _, isInterrupted in
        let start = ContinuousClock.now
        while !isInterrupted(), start.duration(to: .now) < .seconds(30) {}
        throw StoreError(.unreadParameters, "it was not interrupted for so long")
      }
      let sql = "SELECT * FROM parameters(1, 1)"
      let late = #expect(throws: StoreError.self) {
        try store.query(sql, timeLimit: .milliseconds(20), parameters: reader)
      }
      #expect(late?.code == .timeLimit)
      let cancelled = #expect(throws: StoreError.self) {
        try store.query(sql, parameters: reader, isCancelled: { true })
      }
      #expect(cancelled?.code == .cancelled)
    }
  }
}
