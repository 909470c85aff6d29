extension WindowFinding {
  /// Judges one window (steps 4–9).
  ///
  /// `start` is the window's first sample in the run.
  static func judging(
    _ window: Samples, players: [Range<Int>], start: Int
  ) -> WindowFinding {
    if let exponential = exponential(window, players: players, start: start) { return exponential }
    let oscillation = Oscillation(window, players: players, isWhole: start == 0)
    if let oscillation, !oscillation.isQuasiCycle { return WindowFinding(oscillation) }
    var finding = WindowFinding(TrendWindow(window, players: players, start: start))
    let roughness = window.roughness
    let isOpen =
      oscillation != nil || [.stationaryNoise, .drifting, .undetermined].contains(finding.kind)
    if isOpen, roughness < CycleConstants.smoothRoughness,
      let chirp = chirp(window, players: players, isWhole: start == 0)
    {
      return chirp
    }
    if finding.reason == .trend(.randomWalk), Innovations(window).areNegligible {
      // No walk is smooth: a curve that turns too often for 64 blocks.
      finding.kind = .undetermined
      finding.reason = .trend(.curved)
      finding.isConsistent = false
    }
    let isSmooth =
      roughness < CycleConstants.deterministicRoughness || Innovations(window).areNegligible
    if finding.kind == .stationaryNoise, isSmooth {
      finding.kind = .quasiPeriodic
      finding.reason = .irregular
    }
    if let oscillation {
      finding.isConsistent = finding.isConsistent && oscillation.isConsistent
      finding.oscillation = oscillation
      finding.tentativePeriod = oscillation.period
      if finding.kind == .undetermined { finding.kind = .stationaryNoise }
    }
    return finding
  }

  /// Plain exponential motion, or a spiral once the exponential is divided out (step 4a).
  private static func exponential(
    _ window: Samples, players: [Range<Int>], start: Int
  ) -> WindowFinding? {
    let envelope = StepEnvelope(window)
    let rSquared = envelope.fit.line.rSquared
    guard envelope.isExponential else { return nil }
    let isStrong =
      abs(envelope.span) >= CycleConstants.exponentialSpan
      && rSquared >= CycleConstants.exponentialRSquared
    let isPossible =
      abs(envelope.span) >= CycleConstants.spiralSpan && rSquared >= CycleConstants.spiralRSquared
    guard isStrong || isPossible else { return nil }
    var steps = window.differences
    let last = steps.count - 1
    for index in 0...last {
      let factor = exponential(-envelope.rate * Double(index - last))
      for channel in 0..<steps.channelCount { steps[index, channel] *= factor }
    }
    let oscillation = Oscillation(steps, players: players, isWhole: start == 0)
    let spiral = oscillation.flatMap { found -> Oscillation? in
      let isSpiral =
        found.candidate.route == .recurrence && !found.candidate.isBroad && found.isConsistent
        && [.cycling, .quasiPeriodic, .converging, .diverging].contains(found.kind)
        && abs(found.growth) <= CycleConstants.spiralResidual * abs(envelope.span)
      return isSpiral ? found : nil
    }
    guard isStrong || spiral != nil else { return nil }
    return WindowFinding(envelope, spiral: spiral)
  }

  private static func exponential(_ value: Double) -> Double { SaddleCycles.exponential(value) }

  /// A rotation whose period changes slowly (step 9).
  private static func chirp(
    _ window: Samples, players: [Range<Int>], isWhole: Bool
  ) -> WindowFinding? {
    guard let chirp = Chirp(window, players: players) else { return nil }
    let warped = window[chirp.start..<window.count].resampled(evenlyIn: chirp.turns)
    guard let oscillation = Oscillation(warped, players: players, isWhole: isWhole),
      [.cycling, .quasiPeriodic, .converging, .diverging].contains(oscillation.kind)
    else { return nil }
    var finding = WindowFinding(oscillation)
    if finding.kind == .quasiPeriodic { finding.kind = .cycling }
    finding.reason = .chirp
    finding.isConsistent = true
    finding.period = chirp.endPeriod
    finding.endPeriod = chirp.endPeriod
    finding.periodCount = (chirp.turns.last ?? 0) - (chirp.turns.first ?? 0)
    return finding
  }
}

extension Samples {
  /// Σ|second differences|² / Σ|first differences|²: 2 for white steps, near 0 for a smooth path.
  var roughness: Double {
    let first = differences
    let length = first.squaredNorms.reduce(0, +)
    return length > 0 ? first.differences.squaredNorms.reduce(0, +) / length : 0
  }
}
