import SaddleRecording
import SaddleStore
import Testing

@Suite("Gap estimates and analyses in the store")
struct EquilibriaTests {
  @Test("Readings come back by λ and step, the best source first, and NaN stays NaN")
  func readings() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      var broken = SampleRuns.gaps[2]
      broken.penalty = 0
      broken.value = .nan
      try store.keep(gaps: [broken], of: Run.ID(1))
      let found = try store.gapReadings(of: Run.ID(1))
      #expect(found.map(\.penalty) == [0, 1, .infinity])
      #expect(found[0].value.isNaN && found[0].reading.contains("could not be measured"))
      #expect(found[1].value == 0.25 && !found[1].isConverged)
      #expect(found[2].bound == "exact")
    }
  }

  @Test("Measuring again replaces, and nothing is kept of a run that is not there")
  func replacing() throws {
    try withTemporaryStore { store in
      try SampleRuns.record(into: store)
      var again = SampleRuns.gaps[2]
      again.value = -0.5
      try store.keep(gaps: [again], analyses: [SampleRuns.analysis], of: Run.ID(1))
      #expect(try store.gapReadings(of: Run.ID(1)).last?.value == -0.5)
      #expect(throws: StoreError.self) { try store.keep(gaps: [again], of: Run.ID(7)) }
      let count = try store.query("SELECT count(*) FROM gapEstimate").rows[0][0]
      #expect(count == .integer(3))
    }
  }
}
