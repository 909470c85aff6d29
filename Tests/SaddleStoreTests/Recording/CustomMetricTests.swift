import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Metrics of the user's own")
struct CustomMetricTests {
  private func step(_ number: Int, _ metrics: [CustomMetric]) -> StepRecord {
    var record = StepRecord.sample(number, count: 1)
    record.customMetrics = metrics
    return record
  }

  @Test("stand beside the built-in ones: as series, in a step's record and in the view metric")
  func readBack() throws {
    try withTemporaryStore { store in
      for _ in 0..<2 {
        let recorder = try store.begin(.sample())
        for number in 0..<3 {
          try recorder.record(
            step(
              number,
              [
                CustomMetric(name: "fréchet 'distance'", value: Double(number) + 0.1),
                CustomMetric(name: "modes", value: number == 1 ? .nan : -.infinity),
              ]))
        }
        try recorder.record(step(3, []))
        try recorder.finish(.stepLimit)
      }
      let found = try store.series(of: Run.ID(2), metrics: ["modes", "fréchet 'distance'"])
      #expect(found[0].steps == [0, 1, 2])
      #expect(found[0].values[1].isNaN && found[0].values[2] == -.infinity)
      #expect(found[1].values == [0.1, 1.1, 2.1])
      let all = try store.history(of: Run.ID(1)).series.map(\.name)
      #expect(all == ["payoff", "fréchet 'distance'", "modes"])
      #expect(
        try store.query(
          "SELECT step, value, isNaN FROM metric WHERE runID = 2 AND name = 'modes'"
        ).rows == [[0, .real(-.infinity), 0], [1, nil, 1], [2, .real(-.infinity), 0]])
      let record = try #require(try store.stepRecord(of: Run.ID(1), at: 2))
      #expect(record.customMetrics.map(\.value) == [2.1, -.infinity])
      #expect(record.proximalGaps.isEmpty)
    }
  }

  @Test("go on in a resumed run under the same name")
  func resumed() throws {
    try withTemporaryStore { store in
      let first = try store.begin(.sample())
      try first.record(step(0, [CustomMetric(name: "a", value: 1)]))
      try first.finish(.interrupted)
      let second = try store.resume(first.runID).recorder
      try second.record(step(1, [CustomMetric(name: "a", value: 2)]))
      try second.finish(.stepLimit)
      #expect(try store.series(of: first.runID, metrics: ["a"])[0].values == [1, 2])
      #expect(try store.query("SELECT count(*) FROM customMetric").rows == [[1]])
    }
  }

  @Test("may not take a built-in name, or come twice at a step; what came before is safe")
  func refused() throws {
    let mistakes: [[CustomMetric]] = [
      [CustomMetric(name: "payoff", value: 1)], [CustomMetric(name: "proximalGap(2)", value: 1)],
      [CustomMetric(name: "", value: 1)],
      [CustomMetric(name: "a", value: 1), CustomMetric(name: "a", value: 2)],
    ]
    for mistake in mistakes {
      try withTemporaryStore { store in
        let recorder = try store.begin(.sample())
        try recorder.record(step(0, []))
        try recorder.flush()
        try recorder.record(step(1, mistake))
        #expect(errorCode { try recorder.flush() } == .invalidMetric)
        #expect(try store.run(recorder.runID).lastStep == 0)
      }
    }
  }
}
