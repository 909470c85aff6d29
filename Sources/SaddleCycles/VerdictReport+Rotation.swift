extension VerdictReport {
  /// The rotation of a verdict that turns, nil of any other.
  func rotation(
    _ finding: WindowFinding, channels: [Int]?, stepsPerSample: Double
  ) -> Rotation? {
    guard let oscillation = finding.oscillation, let period = finding.period,
      finding.reason != .irregular,
      [.cycling, .quasiPeriodic, .converging, .diverging].contains(finding.kind)
    else { return nil }
    let blockLength = Double(finding.blockLength)
    let rate = finding.rate ?? 0
    let recent = recentSamples(finding, period: period)
    let mode =
      channels.map { channels in
        RotationMode(
          oscillation, rate: rate * blockLength, isOfSteps: finding.isOfSteps,
          channels: channels, of: trajectory.channelCount)
      } ?? RotationMode(recent, frequency: oscillation.frequency / blockLength)
    let lines = oscillation.candidate.spectrum.lines
    let relativeError = max(
      oscillation.demodulation.frequencyError / oscillation.frequency, 1e-9)
    let growth = finding.reason == .chirp ? 0 : rate * period
    let isTrending = abs(growth) > 1e-3 && abs(finding.growth) >= CycleConstants.cleanGrowth
    return Rotation(
      period: period * stepsPerSample, periodError: period * stepsPerSample * relativeError,
      endPeriod: (finding.endPeriod ?? period) * stepsPerSample,
      periodCount: finding.periodCount ?? 0,
      linePeriods: lines.prefix(8).map { blockLength * stepsPerSample / $0.frequency },
      waveform: waveform(oscillation, kind: finding.kind),
      trend: isTrending ? (growth > 0 ? .growing : .decaying) : .steady,
      growthPerTurn: exponential(growth),
      amplitude: mode.vector.norm, amplitudes: mode.vector.magnitudes,
      phases: mode.vector.phases,
      playerShares: players.map { mode.share(of: $0, variances: recent.variances) },
      plane: mode.plane)
  }

  private func waveform(_ oscillation: Oscillation, kind: Verdict.Kind) -> Rotation.Waveform {
    guard kind != .quasiPeriodic, let order = oscillation.subharmonic else { return .mixed }
    if order > 1 { return .subharmonic(order: order) }
    let lines = oscillation.candidate.spectrum.lines
    let total = lines.reduce(0) { $0 + $1.share }
    let main = lines.first?.share ?? 0
    return total <= 0 || main >= 0.9 * total ? .harmonic : .relaxation
  }

  /// The window, at most its last 131,072 steps; of a spiral, whose size changes, its last two turns.
  private func recentSamples(_ finding: WindowFinding, period: Double) -> Samples {
    let count = trajectory.stepCount
    var start = max(
      finding.start, count - CycleConstants.maximumCount(channels: trajectory.channelCount))
    if finding.isOfSteps { start = max(start, count - Int((2 * period).rounded(.up))) }
    return trajectory.samples(min(start, count - 1)..<count)
  }
}

extension Samples {
  /// Each channel's variance.
  var variances: [Double] {
    (0..<channelCount).map { channel in
      withChannel(channel) { values in
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      }
    }
  }
}
