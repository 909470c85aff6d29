import SaddleCycles
import Testing

@Suite("Why not something simpler")
struct NaiveDetectorTests {
  /// Of cycles and of the rest, how many are said to cycle.
  private func rates(
    _ saysCycle: (LabelledRun) throws -> Bool
  ) rethrows -> (recall: Double, falseRate: Double) {
    var cycles = (said: 0, all: 0)
    var others = (said: 0, all: 0)
    for family in DynamicsFamily.all {
      for seed in 201...202 {
        let run = family.run(seed: seed)
        if run.truth == .quasiPeriodic { continue }
        let isSaid = try saysCycle(run)
        if run.truth == .cycling {
          cycles = (cycles.said + (isSaid ? 1 : 0), cycles.all + 1)
        } else {
          others = (others.said + (isSaid ? 1 : 0), others.all + 1)
        }
      }
    }
    return (
      Double(cycles.said) / Double(cycles.all), Double(others.said) / Double(others.all)
    )
  }

  @Test(
    "Every naive detector is fooled where the analysis is not", arguments: NaiveDetector.allCases)
  func comparison(detector: NaiveDetector) throws {
    let naive = rates { detector.saysCycle($0.rows) }
    #expect(naive.recall - naive.falseRate < 0.9, "\(detector): \(naive)")
  }

  @Test("The analysis finds 97 % of cycles with under 1 % false ones on the same runs")
  func analysis() throws {
    let own = try rates { run in
      let kind = try run.verdict().kind
      return kind == .cycling || kind == .quasiPeriodic
    }
    #expect(own.recall > 0.97 && own.falseRate < 0.01, "\(own)")
  }
}
