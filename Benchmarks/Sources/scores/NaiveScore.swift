import SaddleCycles

/// How the rules that one would write first do on runs of known truth; tori are left out.
struct NaiveScore {
  private var counts: [NaiveDetector: (falseCount: Int, foundCount: Int)] = [:]
  private var otherCount = 0
  private var cycleCount = 0

  mutating func judge(_ run: LabelledRun) {
    guard run.truth != .quasiPeriodic else { return }
    let isCycle = run.truth == .cycling
    if isCycle { cycleCount += 1 } else { otherCount += 1 }
    for detector in NaiveDetector.allCases where detector.saysCycle(run.rows) {
      if isCycle {
        counts[detector, default: (0, 0)].foundCount += 1
      } else {
        counts[detector, default: (0, 0)].falseCount += 1
      }
    }
  }

  /// A row per rule.
  var rows: String {
    NaiveDetector.allCases.map { detector in
      let (falseCount, foundCount) = counts[detector] ?? (0, 0)
      return "| `\(detector.rawValue)` | \(falseCount) of \(otherCount) "
        + "| \(foundCount) of \(cycleCount) |"
    }.joined(separator: "\n")
  }
}
