import SaddleRecording
import SaddleStore
import Testing

@Suite("What plots read of a run")
struct PlotHistoryTests {
  @Test("A short run is read whole, as its history is")
  func short() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      for id in [Run.ID(1), Run.ID(2)] {
        let (plot, whole) = (try store.plotHistory(of: id), try store.history(of: id))
        #expect(plot.trajectory.steps == whole.trajectory.steps)
        #expect(plot.series.map(\.name) == whole.series.map(\.name))
        for (one, other) in zip(plot.series, whole.series) {
          #expect(one.steps == other.steps && one.recorded == other.recorded)
          #expect(one.values.map(\.bitPattern) == other.values.map(\.bitPattern), "\(one.name)")
        }
      }
    }
  }

  @Test("Of a long run every spike, NaN and infinity is kept, in few points, and all are counted")
  func long() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample(proximalPenalties: [0.5]))
      let count = 6_000
      for step in 0..<count {
        var record = StepRecord.sample(step)
        record.metrics.payoff = step == 4_321 ? -1e6 : step == 1_234 ? 1e6 : Double(step % 7)
        record.metrics.fieldNorm = step == 3_333 ? .infinity : step == 3_334 ? .nan : 1
        record.metrics.primalGap = step < 10 ? 0 : nil
        record.proximalGaps = [step == 2_222 ? 9 : 0]
        record.customMetrics =
          step % 10 == 0 ? [CustomMetric(name: "own", value: Double(step))] : []
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      let plot = try store.plotHistory(of: recorder.runID, parts: 50)
      func series(_ name: String) throws -> MetricSeries {
        try #require(plot.series.first { $0.name == name })
      }
      let payoff = try series("payoff")
      #expect(payoff.values.count <= 4 * 50 && payoff.recorded.points == count)
      #expect(payoff.values.min() == -1e6 && payoff.values.max() == 1e6)
      #expect(payoff.steps.first == 0 && payoff.steps.last == count - 1)
      #expect(
        payoff.steps == payoff.steps.sorted() && Set(payoff.steps).count == payoff.steps.count)
      let norm = try series("fieldNorm")
      #expect(norm.values.contains(.infinity) && norm.values.contains { $0.isNaN })
      #expect(norm.recorded.nans == 1 && norm.recorded.positiveInfinities == 1)
      let primal = try series("primalGap")
      #expect(primal.recorded.points == 10 && primal.recorded.notPositive == 10)
      #expect(try series("proximalGap(0.5)").values.max() == 9)
      #expect(try series("own").recorded.points == count / 10)
      #expect(try series("own").values.last == Double(count - 10))
    }
  }

  @Test(
    "Of several runs it is read at once, in their order, without parameters where none are asked for"
  )
  func several() throws {
    try withTemporaryStore { store in
      for index in 0..<9 {
        let recorder = try store.begin(.sample(name: "run \(index)"))
        for step in 0..<(100 * index) { try recorder.record(.sample(step)) }
        try recorder.finish(.stepLimit)
      }
      let ids = [5, 1, 9, 2, 2, 8, 4].map { Run.ID($0) }
      let found = try store.plotHistories(of: ids, parts: 50, maximumTrajectoryPoints: 10)
      let one = try ids.map {
        try store.plotHistory(of: $0, parts: 50, maximumTrajectoryPoints: 10)
      }
      #expect(found == one)
      #expect(found[0].trajectory.steps.count > 1)
      let bare = try store.plotHistories(of: ids, maximumTrajectoryPoints: 0)
      #expect(bare.allSatisfy { $0.trajectory.steps.isEmpty })
      #expect(bare.map(\.run) == one.map(\.run))
      #expect(try store.plotHistories(of: []).isEmpty)
      let error = #expect(throws: StoreError.self) {
        try store.plotHistories(of: [1, 12, 2, 13].map { Run.ID($0) })
      }
      #expect(error?.code == .unknownRun && error?.message.contains("12") == true)
    }
  }
}
