import SaddleCycles
import Testing

@Suite("Bad input ends in a verdict or a sentence")
struct BadInputTests {
  @Test("No steps, one step and 63 steps are undetermined, and say how many are missing")
  func tooShort() throws {
    for (count, missing) in [(0, 64), (1, 63), (63, 1)] {
      let rows = (0..<count).map { [Double($0), 1] }
      let verdict = try CycleAnalysis(Trajectory(rows: rows)).verdict()
      #expect(verdict.kind == .undetermined)
      #expect(verdict.stepsToDecide == missing)
      #expect(verdict.evidence.contains("\(missing) more"))
    }
  }

  @Test("All NaN diverges at step 0")
  func allNaN() throws {
    let rows = [[Double]](repeating: [.nan, .nan], count: 200)
    let verdict = try CycleAnalysis(Trajectory(rows: rows)).verdict()
    #expect(verdict.kind == .diverging && verdict.blowUpStep == 0 && verdict.confidence == 1)
  }

  @Test("Constant runs have converged from the first step", arguments: [0.0, 1, -1e90, 1e-308])
  func constant(value: Double) throws {
    let rows = [[Double]](repeating: [value, -value], count: 100)
    let verdict = try CycleAnalysis(Trajectory(rows: rows)).verdict()
    #expect(verdict.kind == .converged && verdict.sinceStep == 0)
  }

  @Test("Rows of different lengths are refused with the step that differs")
  func raggedRows() throws {
    let error = #expect(throws: CycleError.self) { try Trajectory(rows: [[1, 2], [3, 4], [5]]) }
    #expect(error?.code == .raggedRows)
    #expect(error?.message == "step 2 has 1 values and step 0 has 2")
    #expect(throws: CycleError.self) { try Trajectory(values: [1, 2, 3], channelCount: 2) }
    #expect(throws: CycleError.self) { try Trajectory(values: [1], channelCount: 0) }
    #expect(throws: CycleError.self) { try Trajectory(values: [1], channelCount: -1) }
    #expect(throws: CycleError.self) { try Trajectory(rows: [[], []]) }
  }

  @Test("Players beyond the channels, overlapping players and short series are refused")
  func mismatches() throws {
    let trajectory = try Trajectory(rows: [[Double]](repeating: [1, 2, 3], count: 70))
    func code(_ body: () throws(CycleError) -> CycleAnalysis) -> CycleError.Code? {
      do {
        _ = try body()
        return nil
      } catch { return error.code }
    }
    #expect(
      code { () throws(CycleError) in try CycleAnalysis(trajectory, players: [0..<4]) }
        == .invalidPlayers)
    #expect(
      code { () throws(CycleError) in try CycleAnalysis(trajectory, players: [0..<2, 1..<3]) }
        == .invalidPlayers)
    #expect(
      code { () throws(CycleError) in try CycleAnalysis(trajectory, stepSizes: [0.1]) }
        == .mismatchedSeries)
    #expect(
      code { () throws(CycleError) in try CycleAnalysis(trajectory, gradientNorms: []) }
        == .mismatchedSeries)
  }

  @Test("Wild values and step sizes never trap", arguments: 0..<30)
  func wildValues(seed: Int) throws {
    var random = SeededNormals(seed: seed)
    let width = 1 + seed % 4
    let magnitudes = [0, 1e-308, 1e-200, 1, 1e99, 1e150, .infinity, .nan]
    let count = 64 + Int(random.uniform(0, 300))
    let usable = seed < 15 ? 5 : magnitudes.count
    let rows = (0..<count).map { _ in
      (0..<width).map { _ in
        magnitudes[Int(random.uniform(0, Double(usable)))] * random.normal()
      }
    }
    let sizes = (0..<count).map { _ in
      seed.isMultiple(of: 3) ? random.normal() : random.uniform(0, 1)
    }
    let verdict = try CycleAnalysis(Trajectory(rows: rows), stepSizes: sizes).verdict()
    #expect(!verdict.evidence.isEmpty)
    #expect((0.5...1).contains(verdict.confidence))
    #expect(!verdict.numbers.values.contains { !$0.isFinite })
  }
}
