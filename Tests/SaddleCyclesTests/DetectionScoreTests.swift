import SaddleCycles
import Testing

@Suite("Scores on labelled trajectories")
struct DetectionScoreTests {
  /// Seeds that no threshold has seen.
  @Test("Five runs of each family: few false cycles, most cycles found, sharp periods")
  func heldOutSeeds() throws {
    var score = DetectionScore()
    for family in DynamicsFamily.all {
      for seed in 101...105 {
        let run = family.run(seed: seed)
        score.add(run, try run.verdict(), name: "\(family.name) \(seed)")
      }
    }
    #expect(score.runCount >= 150)
    #expect(score.falseCycleRate < 0.01, "\(score.mistakes)")
    #expect(score.recall > 0.97, "\(score.mistakes)")
    #expect(score.medianPeriodError < 0.001)
    #expect(score.accuracy > 0.95, "\(score.mistakes)")
  }

  @Test(
    "Every kind of verdict is the truth of some family, but undetermined, and chaos, which takes a game"
  )
  func coverage() {
    let truths = Set(DynamicsFamily.all.map { $0.run(seed: 1).truth })
    #expect(truths == Set(Verdict.Kind.allCases).subtracting([.undetermined, .chaotic]))
  }
}
