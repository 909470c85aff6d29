import SaddleRecording
import SaddleStore
import Testing

@Suite("Reading metrics")
struct StoreSeriesTests {
  @Test("Series come in the order asked for, and range over the steps asked for")
  func order() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample(steps: 20)
      let series = try store.series(of: id, metrics: ["dualityGap", "payoff"], steps: 5...7)
      #expect(series.map(\.name) == ["dualityGap", "payoff"])
      #expect(series[1].steps == [5, 6, 7])
      #expect(series[1].values == [5, 6, 7])
      #expect(series[0].values == [5.4375, 6.4375, 7.4375])
      #expect(try store.series(of: id, metrics: ["payoff"], steps: 18...99)[0].steps == [18, 19])
      #expect(try store.series(of: id, metrics: ["payoff"], steps: 50...99)[0].steps.isEmpty)
    }
  }

  @Test("Thinning keeps the number of points, the first and the last step")
  func thinning() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample(steps: 20)
      for maximum in 1...25 {
        let series = try store.series(of: id, metrics: ["payoff"], maximumPoints: maximum)[0]
        #expect(series.steps.count <= maximum)
        #expect(series.steps.count > maximum / 2 || series.steps.count == 20)
        #expect(series.steps.last == 19)
        #expect(series.values == series.steps.map(Double.init))
        if maximum > 1 { #expect(series.steps.first == 0) }
        let trajectory = try store.history(of: id, maximumTrajectoryPoints: maximum).trajectory
        #expect(trajectory.steps == series.steps)
      }
    }
  }

  @Test("A metric that the run cannot have is an error that names those it can")
  func unknownMetric() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample(.sample(proximalPenalties: [0.5]), steps: 1)
      let error = storeError { _ = try store.series(of: id, metrics: ["payof"]) }
      #expect(error?.code == .unknownMetric)
      #expect(error?.hint?.contains("payoff") == true)
      #expect(error?.hint?.contains("proximalGap(0.5)") == true)
      #expect(errorCode { _ = try store.series(of: Run.ID(9)) } == .unknownRun)
    }
  }
}
