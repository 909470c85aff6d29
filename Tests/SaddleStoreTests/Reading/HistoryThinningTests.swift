import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Histories, whole and thinned")
struct HistoryThinningTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
    try SampleRuns.record(into: store)
  }

  private func record(_ count: Int, from start: Int = 0) throws -> Run.ID {
    let recorder = try store.begin(.sample(penalties: [1]))
    for step in start..<(start + count) { try recorder.record(.sample(step, penalties: 1)) }
    try recorder.finish(.stepLimit)
    return recorder.runID
  }

  @Test("A history has every measured metric, built-in ones first, and the whole trajectory")
  func whole() throws {
    let history = try store.history(of: Run.ID(1))
    #expect(
      history.series.map(\.name) == [
        "payoff", "fieldNorm", "dualityGap", "primalGap", "proximalGap(1.0)", "proximalGap(1e-07)",
      ])
    #expect(
      history.series.map(\.steps) == [[0, 1, 2], [0, 1, 2], [0, 2], [2], [0, 1, 2], [0, 1, 2]])
    #expect(history.series[0].values == [8, -.infinity, 2])
    #expect(history.series[1].values[0].isNaN)
    #expect(history.series[2].values == [4, 1])
    #expect(history.series[5].values.dropFirst() == [0.25, 0])
    #expect(history.trajectory.steps == [0, 1, 2])
    #expect(history.trajectory.minimizers == [[1], [-0.5], [0.25]])
    #expect(history.trajectory.maximizers[0] == [2, 3])
    #expect(history.trajectory.maximizers[1][0].isNaN)
    #expect(history.run == (try store.run(Run.ID(1))))
  }

  @Test("A run without a step has an empty history, and none that does not exist")
  func empty() throws {
    try store.begin(.sample()).finish(.interrupted)
    let history = try store.history(of: Run.ID(3))
    #expect(history.series.isEmpty)
    #expect(history.trajectory.steps.isEmpty)
    #expect(try store.lastStepRecord(of: Run.ID(3)) == nil)
    #expect { try store.history(of: Run.ID(9)) } throws: {
      ($0 as? StoreError)?.code == .unknownRun
    }
  }

  @Test(
    "Thinned, a history keeps its first and last step and no more points than asked for",
    arguments: [1, 2, 3, 7, 100, 999, 1_000, 1_001, 5_000], [0, 17])
  func thinned(_ maximum: Int, start: Int) throws {
    let run = try record(1_000, from: start)
    let history = try store.history(
      of: run, maximumTrajectoryPoints: maximum, maximumSeriesPoints: maximum)
    for steps in [history.trajectory.steps] + history.series.map(\.steps) {
      #expect(steps.count <= maximum && !steps.isEmpty)
      #expect(steps.last == start + 999)
      if maximum > 1 { #expect(steps.first == start) }
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
      if maximum >= 1_000 { #expect(steps.count == 1_000) }
      // Even: but for the last, all strides are the same.
      #expect(Set(zip(steps.dropLast(), steps.dropLast().dropFirst()).map { $1 - $0 }).count <= 1)
    }
    #expect(
      history.trajectory.minimizers.map { $0[0] } == history.trajectory.steps.map(Double.init))
    #expect(history.series[0].values == history.series[0].steps.map { Double($0) / 4 })
  }

  @Test("Of large players as many coordinates are read as asked for")
  func coordinates() throws {
    let recorder = try store.begin(.sample(minimizerCount: 5, maximizerCount: 5))
    try recorder.record(.sample(0, count: 5))
    try recorder.finish(.stepLimit)
    for (maximum, count) in [(0, 0), (2, 2), (5, 5), (9, 5), (.max, 5), (nil, 5), (-1, 0)]
      as [(Int?, Int)]
    {
      let trajectory = try store.history(of: recorder.runID, maximumCoordinates: maximum).trajectory
      #expect(trajectory.minimizers.map(\.count) == [count])
      #expect(trajectory.maximizers.map(\.count) == [count])
    }
  }

  @Test("One step's record is what was recorded, but for the method's memory")
  func stepRecord() throws {
    for (index, expected) in SampleRuns.landingSteps.enumerated() {
      #expect(try store.stepRecord(of: Run.ID(2), at: index) == expected)
    }
    #expect(try store.lastStepRecord(of: Run.ID(2)) == SampleRuns.landingSteps[1])
    for step in [-1, 2, .max, .min] {
      #expect(try store.stepRecord(of: Run.ID(2), at: step) == nil)
    }
  }

  @Test("Series come in the order asked for; a name that the run cannot have is refused")
  func series() throws {
    let found = try store.series(
      of: Run.ID(1), metrics: ["proximalGap(1e-07)", "primalGap", "payoff"])
    #expect(found.map(\.name) == ["proximalGap(1e-07)", "primalGap", "payoff"])
    #expect(found.map(\.steps) == [[0, 1, 2], [2], [0, 1, 2]])
    #expect(try store.series(of: Run.ID(2), metrics: ["primalGap"])[0].steps.isEmpty)
    #expect(try store.series(of: Run.ID(1), metrics: []).isEmpty)
    #expect { try store.series(of: Run.ID(2), metrics: ["proximalGap(1.0)"]) } throws: {
      ($0 as? StoreError)?.code == .unknownMetric
    }
  }

  @Test("Series of a range of steps hold those that there are")
  func ranges() throws {
    let run = try record(100, from: 10)
    func steps(_ range: ClosedRange<Int>) throws -> [Int] {
      try store.series(of: run, metrics: ["payoff"], steps: range)[0].steps
    }
    #expect(try steps(0...12) == [10, 11, 12])
    #expect(try steps(108 ... .max) == [108, 109])
    #expect(try steps(.min ... .max).count == 100)
    #expect(try steps(0...9).isEmpty)
    #expect(try steps(110...120).isEmpty)
  }
}
