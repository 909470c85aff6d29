import SaddleCycles

/// How verdicts on labelled runs compare with the truth.
struct DetectionScore {
  /// Verdicts by truth.
  private(set) var confusion: [Verdict.Kind: [Verdict.Kind: Int]] = [:]
  /// What went wrong, in words.
  private(set) var mistakes: [String] = []
  private(set) var runCount = 0
  private var rightCount = 0
  private var cycleCount = 0
  private var foundCount = 0
  private var otherCount = 0
  private var falseCount = 0
  private var periodErrors: [Double] = []

  mutating func add(_ run: LabelledRun, _ verdict: Verdict, name: String) {
    let isRecurrent = verdict.kind == .cycling || verdict.kind == .quasiPeriodic
    runCount += 1
    confusion[run.truth, default: [:]][verdict.kind, default: 0] += 1
    if run.accepts(verdict.kind) {
      rightCount += 1
    } else {
      mistakes.append(
        "\(name): \(run.truth.words) called \(verdict.kind.words), \(verdict.evidence)")
    }
    if run.truth == .cycling {
      cycleCount += 1
      if isRecurrent { foundCount += 1 }
    } else if run.alsoRight.isDisjoint(with: [.cycling, .quasiPeriodic]),
      run.truth != .quasiPeriodic
    {
      otherCount += 1
      if isRecurrent { falseCount += 1 }
    }
    if isRecurrent, let truth = run.period, let found = verdict.period {
      periodErrors.append(abs(found / truth - 1))
    }
  }

  /// Of all runs, how many verdicts are right.
  var accuracy: Double { Double(rightCount) / Double(max(1, runCount)) }
  /// Of the cycles, how many are said to turn.
  var recall: Double { Double(foundCount) / Double(max(1, cycleCount)) }
  /// Of the rest, how many are said to turn.
  var falseCycleRate: Double { Double(falseCount) / Double(max(1, otherCount)) }
  /// The same two as counts, in words.
  var foundCycles: String { "\(foundCount) of \(cycleCount)" }
  var falseCycles: String { "\(falseCount) of \(otherCount)" }
  /// The median of |T/truth − 1| over cycles found.
  var medianPeriodError: Double {
    periodErrors.isEmpty ? .infinity : periodErrors.sorted()[periodErrors.count / 2]
  }
}
