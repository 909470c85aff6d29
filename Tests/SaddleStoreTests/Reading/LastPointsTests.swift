import SaddleRecording
import SaddleStore
import Testing

@Suite("The last points of runs")
struct LastPointsTests {
  /// The last point of each series of a whole history: what ``Store/lastPoints(of:)`` must find by seeks.
  private func expected(_ history: RunHistory) -> [String] {
    history.series.compactMap { series in
      guard let step = series.steps.last, let value = series.values.last else { return nil }
      return "\(series.name) \(step) \(value.isNaN ? "NaN" : "\(value.bitPattern)")"
    }
  }

  private func check(_ runs: [Run.ID], in store: Store) throws {
    let found = try store.lastPoints(of: runs.map { try store.run($0) })
    #expect(found.map(\.run.id) == runs)
    for (last, id) in zip(found, runs) {
      let whole = try store.history(of: id)
      #expect(last.run == whole.run)
      #expect(expected(last) == expected(whole))
      #expect(last.series.allSatisfy { $0.steps.count == 1 && $0.recorded.points == 1 })
      #expect(last.trajectory.steps.isEmpty)
    }
  }

  @Test("They are those of the whole histories, in the order asked for")
  func samples() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      try check([Run.ID(2), Run.ID(1)], in: store)
      #expect(try store.lastPoints(of: []).isEmpty)
    }
  }

  @Test("A metric that ended early, is not finite, or was never measured is found or left out")
  func sparse() throws {
    try withTemporaryStore { store in
      let empty = try store.begin(.sample(name: "empty"))
      let recorder = try store.begin(.sample(name: "sparse", penalties: [0.5, 2]))
      for step in 0..<40 {
        var record = StepRecord.sample(step, penalties: 2)
        record.metrics.payoff = step < 7 ? Double(step) : nil
        record.metrics.fieldNorm = step.isMultiple(of: 8) ? Double(step) : nil
        record.metrics.dualityGap = step == 39 ? .nan : 1
        record.metrics.primalGap = step == 39 ? -.infinity : nil
        record.proximalGaps = [Double(step), step == 39 ? .nan : 0]
        record.customMetrics =
          step < 3
          ? [
            CustomMetric(name: "it's", value: Double(step)), CustomMetric(name: "nan", value: .nan),
          ]
          : []
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      try empty.finish(.interrupted)
      try check([recorder.runID, empty.runID], in: store)
      let run = try store.run(recorder.runID)
      let names = try store.lastPoints(of: [run])[0].series.map(\.name)
      #expect(
        names == [
          "payoff", "fieldNorm", "dualityGap", "primalGap", "proximalGap(0.5)", "proximalGap(2.0)",
          "it's", "nan",
        ])
    }
  }
}
