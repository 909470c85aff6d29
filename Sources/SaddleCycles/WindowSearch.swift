extension WindowFinding {
  /// Looks at the whole run, its last half, quarter and eighth, and keeps the first that is one
  /// regime (step 3): that is how burn-in is cut off.
  static func searching(_ samples: Samples, players: [Range<Int>]) -> WindowFinding? {
    var findings: [WindowFinding] = []
    for share in CycleConstants.windowShares {
      let count = Int(Double(samples.count) * share)
      let fewest = CycleConstants.minimumCount * (share < 1 ? 2 : 1)
      guard count >= fewest else { break }
      let start = samples.count - count
      var finding = judging(samples[start..<samples.count], players: players, start: start)
      finding.windowShare = share
      finding.start = start
      if let whole = findings.first, whole.kind == .undetermined, !finding.overrulesCurve {
        finding.kind = .undetermined
        finding.isConsistent = false
      }
      // The innovations do not depend on the window's length; the amplitude moment does.
      let wasAmbiguous = findings.contains { $0.isAmbiguousRotation }
      let increments = finding.oscillation?.increments ?? 0
      if finding.kind == .cycling, wasAmbiguous, increments >= CycleConstants.ambiguousIncrement {
        finding.kind = .undetermined
        finding.isConsistent = true
        finding.reason = .noiseSustained
        finding.tentativePeriod = finding.period
      }
      if let before = findings.last, before.isConsistent {
        // The window before was good, but its period was still changing.
        if finding.isSteadier(than: before) { findings.append(finding) }
        break
      }
      findings.append(finding)
      if finding.isConsistent, !finding.isSettling { break }
    }
    guard let whole = findings.first else { return nil }
    guard var chosen = findings.last(where: \.isConsistent) ?? forced(findings) else { return nil }
    if chosen.kind == .drifting, chosen.windowShare < 1,
      (whole.shape?.reportedSpeedRatio ?? 1) < 1 / 3.0, samples.isDecelerating
    {
      chosen.kind = .converging
      chosen.reason = .decelerating
      chosen.isForced = true
    }
    return chosen
  }

  /// Whether a cycle's period still changes over the window, as it does while Adam's moments settle, or
  /// the transient of a smooth run may be what its lines do not share.
  private var isSettling: Bool {
    guard reason == .rotation, let oscillation else { return false }
    if kind == .quasiPeriodic { return windowShare == 1 && oscillation.isSmooth }
    return kind == .cycling && oscillation.relativeDrift > CycleConstants.settlingDrift
  }

  /// Whether a tail shows the same cycle with a much steadier period, or a return where the whole shows none.
  ///
  /// Half the window of a period that changes evenly shows half the change, and is not preferred; nor, of a
  /// torus, a tail that does not return to itself exactly.
  private func isSteadier(than whole: WindowFinding) -> Bool {
    guard let oscillation, let before = whole.oscillation, kind == .cycling, isConsistent,
      reason == .rotation, let periodCount, periodCount >= 5
    else { return false }
    if whole.kind == .quasiPeriodic {
      return oscillation.candidate.recurrenceHeight >= CycleConstants.exactRecurrence
    }
    return oscillation.relativeDrift < 0.4 * before.relativeDrift
  }

  /// No window is consistent: the shortest tail that has an opinion, marked.
  private static func forced(_ findings: [WindowFinding]) -> WindowFinding? {
    var finding = findings.last { $0.kind != .undetermined } ?? findings.first
    finding?.isForced = true
    return finding
  }

  /// Whether a tail may overrule "smooth, curved, no recurrence" of the whole run.
  private var overrulesCurve: Bool {
    switch kind {
    case .cycling, .diverging: true
    case .converging: reason == .strongExponential || reason == .trend(.exponential)
    default: false
    }
  }

  /// Whether the window turns in a way that noise could explain; quasi-cycles count too.
  private var isAmbiguousRotation: Bool {
    guard let oscillation, !isOfSteps, !oscillation.isQuasiCycle else { return false }
    return oscillation.isAmbiguous
  }
}

extension PathShape {
  /// The speed ratio where the rules looked at it: neither smooth, nor noise, nor a clear trend.
  var reportedSpeedRatio: Double? {
    let isSmooth = cosine >= CycleConstants.smoothCosine
    let isAveraged = span <= -1.5 && power >= 0.5 && powerRSquared >= 0.6
    let isPlain =
      cosine < CycleConstants.stationaryCosine && trendRSquared < CycleConstants.trendRSquared
    let isTrend = trendRSquared >= 0.8 && straightness >= 0.3
    return isSmooth || isAveraged || isPlain || isTrend ? nil : speedRatio
  }
}

extension Samples {
  /// Whether the displacements of the second, third and last quarter shrink, each well below the one
  /// before.
  var isDecelerating: Bool {
    let means = blockMeans(16).means
    func displacement(_ from: Int, _ to: Int) -> Double {
      means.distance(from: from..<(from + 1), to: to..<(to + 1))
    }
    let (second, third, last) = (displacement(3, 7), displacement(7, 11), displacement(11, 15))
    return third < 0.6 * second && last < 0.6 * third + 0.2 * second
  }
}
