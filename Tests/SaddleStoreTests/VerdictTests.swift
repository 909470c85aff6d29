import SaddleRecording
import SaddleStore
import Testing

@Suite("Verdicts and alerts")
struct VerdictTests {
  @Test("A verdict reads back as it was kept, every number")
  func roundTrip() throws {
    try withTemporaryStore { store in
      let run = try store.recordSample()
      let bare = RunVerdict(
        players: .maximizer, fromStep: 5, lastStep: nil, source: "metrics", kind: "undetermined",
        confidence: 0.7, sinceStep: 5, evidence: "too short")
      try store.keep([(run, .sample()), (run, bare)], version: "0.1.0")
      #expect(try store.verdicts(on: run) == [.sample(), bare])
    }
  }

  @Test("A verdict takes the place of the one for the same players and first step, of no other")
  func replacement() throws {
    try withTemporaryStore { store in
      let run = try store.recordSample()
      let other = try store.recordSample()
      var verdict = RunVerdict.sample()
      try store.keep(
        [
          (run, verdict), (run, .sample(players: .minimizer)), (run, .sample(fromStep: 3)),
          (other, verdict),
        ], version: "0.1.0")
      verdict.kind = "chaotic"
      verdict.period = nil
      try store.keep([(run, verdict)], version: "0.1.0")
      #expect(try store.verdicts(on: run).map(\.kind) == ["chaotic", "cycling", "cycling"])
      #expect(try store.verdicts(on: run).map(\.fromStep) == [0, 3, 0])
      let current = try store.query("SELECT runID, kind, period FROM runVerdict ORDER BY runID")
      #expect(current.rows == [[1, "chaotic", nil], [2, "cycling", 62.5]])
    }
  }

  @Test("A verdict on a run that is not there keeps none of its company")
  func unknownRun() throws {
    try withTemporaryStore { store in
      let run = try store.recordSample()
      let code = errorCode {
        try store.keep([(run, .sample()), (Run.ID(99), .sample())], version: "0.1.0")
      }
      #expect(code == .unknownRun)
      #expect(try store.verdicts(on: run).isEmpty)
      #expect(errorCode { _ = try store.verdicts(on: Run.ID(99)) } == .unknownRun)
      #expect(errorCode { _ = try store.alerts(of: Run.ID(99)) } == .unknownRun)
    }
  }

  @Test("A store opened for reading keeps no verdict")
  func readOnly() throws {
    try withTemporaryStore { store in
      let run = try store.recordSample()
      let reader = try Store.open(at: store.path, for: .reading)
      #expect(errorCode { try reader.keep([(run, .sample())], version: "0.1.0") } == .readOnly)
    }
  }

  @Test("An alert is durable with its step, once, and is taken back at the step that says so")
  func alerts() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      for step in 0..<10 {
        var record = StepRecord.sample(step)
        // Raised twice at step 3, as a resumed run would.
        if step == 3 || step == 4 { record.alerts = [.raised(.sample(step: 3))] }
        if step == 7 { record.alerts = [.cleared(.cycle)] }
        if step == 8 {
          let alert = RunAlert(
            kind: .diverging, step: 8, sinceStep: 2, confidence: 1, period: nil,
            evidence: "it grows")
          record.alerts = [.raised(alert)]
        }
        try recorder.record(record)
      }
      try recorder.flush()
      var first = RunAlert.sample(step: 3)
      first.clearedStep = 7
      let alerts = try store.alerts(of: recorder.runID)
      #expect(alerts.count == 2 && alerts.first == first)
      #expect(alerts.last?.kind == .diverging && alerts.last?.clearedStep == nil)
      try recorder.finish(.stepLimit)
      #expect(try store.alerts(of: recorder.runID) == alerts)
    }
  }

  @Test("A run that ends converged takes its open alerts back at its last step; others do not")
  func convergence() throws {
    try withTemporaryStore { store in
      for outcome in Outcome.allCases {
        let recorder = try store.begin(.sample(name: outcome.rawValue))
        for step in 0..<6 {
          var record = StepRecord.sample(step)
          if step == 2 { record.alerts = [.raised(.sample(step: 2))] }
          try recorder.record(record)
        }
        try recorder.finish(outcome)
        let expected = outcome == .converged ? 5 : nil
        #expect(try store.alerts(of: recorder.runID).map(\.clearedStep) == [expected])
      }
    }
  }

  @Test("Iterates are handed over one by one, in order, as far as asked for")
  func iterates() throws {
    try withTemporaryStore { store in
      let run = try store.recordSample(steps: 20)
      var seen: [Int] = []
      try store.forEachIterate(of: run, steps: 3...7) { step, x, y in
        seen.append(step)
        let record = StepRecord.sample(step)
        #expect(x == record.minimizer && y == record.maximizer)
      }
      #expect(seen == [3, 4, 5, 6, 7])
      var count = 0
      try store.forEachIterate(of: run) { _, _, _ in count += 1 }
      #expect(count == 20)
      try store.forEachIterate(of: run, steps: 50...60) { _, _, _ in count += 1 }
      #expect(count == 20)
    }
  }
}
