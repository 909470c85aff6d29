import SaddleCycles

/// How often verdicts are right, as the table that docs/cycle-scores.md holds.
///
///     swift run -c release --package-path Benchmarks cycle-scores > docs/cycle-scores.md
///
/// Seeds 100 and up: no threshold has seen them. The families of runs are those of the tests, the
/// stress runs are drawn here. The same seeds make the same table.
@main
enum Scores {
  static func main() throws {
    var families = DetectionScore()
    var stress = DetectionScore()
    var said: [(confidence: Double, isRight: Bool)] = []
    var naive: [NaiveDetector: (falseCount: Int, foundCount: Int)] = [:]
    var (otherCount, cycleCount) = (0, 0)
    for family in DynamicsFamily.all {
      for seed in 100..<120 {
        let run = family.run(seed: seed)
        families.add(run, try run.verdict(), name: "\(family.name) \(seed)")
        guard run.truth != .quasiPeriodic else { continue }
        if run.truth == .cycling { cycleCount += 1 } else { otherCount += 1 }
        for detector in NaiveDetector.allCases where detector.saysCycle(run.rows) {
          if run.truth == .cycling {
            naive[detector, default: (0, 0)].foundCount += 1
          } else {
            naive[detector, default: (0, 0)].falseCount += 1
          }
        }
      }
    }
    var watched = WatchScore()
    for seed in 100..<1_100 {
      let (name, run) = StressRun.make(seed: seed)
      watched.add(run)
      let verdict = try run.verdict()
      stress.add(run, verdict, name: "\(name) \(seed)")
      if verdict.kind != .undetermined {
        said.append((verdict.confidence, run.accepts(verdict.kind)))
      }
    }
    print(ScoreText.opening)
    print("## Score\n\n\(ScoreText.header)")
    print(ScoreText.row("\(DynamicsFamily.all.count) families × 20 seeds", families))
    print(ScoreText.row("1,000 stress runs", stress))
    print("\n## Confusion, families\n\n\(ScoreText.confusion(families))")
    print("\n## Confusion, stress runs\n\n\(ScoreText.confusion(stress))")
    print("\n## What one would write first\n")
    print("The families without tori.\n")
    print("| Detector | False cycles | Cycles found |\n|---|---|---|")
    for detector in NaiveDetector.allCases {
      let (falseCount, foundCount) = naive[detector] ?? (0, 0)
      print(
        "| `\(detector.rawValue)` | \(falseCount) of \(otherCount) | \(foundCount) of \(cycleCount) |"
      )
    }
    print("| `CycleAnalysis` | \(families.falseCycles) | \(families.foundCycles) |")
    print("\n## Reliability, stress runs\n\n\(ScoreText.reliability(said))")
    print("\n## While it trains, stress runs\n\n\(watched.text)")
    print("\n## Mistakes\n")
    for mistake in (families.mistakes + stress.mistakes).prefix(80) { print("- \(mistake)") }
  }
}
