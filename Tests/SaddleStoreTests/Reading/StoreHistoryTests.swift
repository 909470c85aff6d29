import SaddleRecording
import SaddleStore
import Testing

@Suite("Reading a run's history")
struct StoreHistoryTests {
  @Test("A history holds the run, what was measured, and the trajectory")
  func history() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample(proximalPenalties: [2]))
      for step in 0..<5 {
        var record = StepRecord.sample(step)
        record.metrics.primalGap = nil
        record.proximalGaps = [Double(step)]
        try recorder.record(record)
      }
      try recorder.finish(.diverged)
      let history = try store.history(of: recorder.runID)
      #expect(history.run.status == .ended(.diverged))
      let measured = BuiltInMetric.allCases.filter { $0 != .primalGap }.map(\.rawValue)
      #expect(history.series.map(\.name) == measured + ["proximalGap(2.0)"])
      #expect(history.trajectory.steps == [0, 1, 2, 3, 4])
      #expect(history.trajectory.minimizers == (0..<5).map { [Double($0) + 0.1] })
      #expect(history.trajectory.maximizers == (0..<5).map { [-Double($0)] })
    }
  }

  @Test("Only the first coordinates are read where only they are wanted")
  func coordinates() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample(minimizerCount: 3, maximizerCount: 1))
      var record = StepRecord.sample(0)
      record.minimizer = [1, 2, 3]
      record.maximizer = [4]
      try recorder.record(record)
      try recorder.finish(.stepLimit)
      for (maximum, expected) in [(0, []), (1, [1.0]), (2, [1, 2]), (9, [1, 2, 3])] {
        let history = try store.history(of: recorder.runID, maximumCoordinates: maximum)
        #expect(history.trajectory.minimizers == [expected])
      }
      let all = try store.history(of: recorder.runID, maximumCoordinates: .max)
      #expect(all.trajectory.minimizers == [[1, 2, 3]])
      #expect(try store.history(of: recorder.runID).trajectory.maximizers == [[4]])
    }
  }

  @Test("A run without steps has an empty history")
  func empty() throws {
    try withTemporaryStore { store in
      let id = try store.recordSample(steps: 0)
      let history = try store.history(of: id)
      #expect(history.series.isEmpty)
      #expect(history.trajectory.steps.isEmpty)
      #expect(try store.lastStepRecord(of: id) == nil)
    }
  }

  @Test("A step reads back as it was recorded, but for the method's memory")
  func stepRecord() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample(proximalPenalties: [2, 1]))
      for step in 0..<3 {
        var record = StepRecord.sample(step)
        record.metrics.dualityGap = nil
        record.proximalGaps = [0.5, .infinity]
        try recorder.record(record)
      }
      try recorder.finish(.stepLimit)
      var expected = StepRecord.sample(1)
      expected.metrics.dualityGap = nil
      expected.proximalGaps = [0.5, .infinity]
      expected.methodMemory = []
      #expect(try store.stepRecord(of: recorder.runID, at: 1) == expected)
      #expect(try store.stepRecord(of: recorder.runID, at: 3) == nil)
      #expect(try store.lastStepRecord(of: recorder.runID)?.step == 2)
    }
  }
}
