import RealModule

/// The rules that turn what was measured of a rotation into a verdict (step 7).
struct OscillationEvidence {
  let candidate: RotationCandidate
  let demodulation: Demodulation
  let fit: EnvelopeFit
  let growth: Double
  let jump: Double
  /// The standard deviation of the steps of log A.
  let increments: Double
  /// What of that the innovations of the path could explain.
  let noiseIncrement: Double
  let subharmonic: Int?
  let period: Double
  let frequency: Double
  let isWhole: Bool

  /// 7c′: the amplitude jumps about and nothing restores it.
  ///
  /// Then a stable focus kept turning by noise is not excluded. Where the path is too smooth for noise to make such jumps, it is.
  var isAmbiguous: Bool {
    increments >= CycleConstants.ambiguousIncrement
      && demodulation.moment >= CycleConstants.ambiguousMoment && noiseIncrement >= increments
  }

  /// The verdict, and whether the window is one regime.
  func verdict(
    _ spectra: PowerSpectra, _ recurrence: Recurrence
  ) -> (kind: Verdict.Kind, isConsistent: Bool) {
    if let trend = growthVerdict { return trend }
    if let noise = noiseVerdict { return noise }
    let isSteady =
      (1 / CycleConstants.steadyJump...CycleConstants.steadyJump).contains(jump)
    let isNoisy =
      demodulation.moment >= CycleConstants.noiseMoment && candidate.route != .recurrence
    if isNoisy || !isSteady { return (.cycling, false) }
    if isAmbiguous { return (.undetermined, true) }
    if subharmonic == nil { return (.quasiPeriodic, true) }
    if let torus = torusVerdict(spectra, recurrence) { return torus }
    return (.cycling, true)
  }

  /// 7b: an amplitude that grows or shrinks; where it saturates the next window decides.
  var growthVerdict: (Verdict.Kind, Bool)? {
    let isClean = fit.line.rSquared >= CycleConstants.cleanRSquared
    let isNoisy = fit.line.rSquared >= CycleConstants.noisyRSquared
    guard
      (isClean && abs(growth) >= CycleConstants.cleanGrowth)
        || (isNoisy && abs(growth) >= CycleConstants.noisyGrowth)
    else { return nil }
    if fit.isExponential { return (growth < 0 ? .converging : .diverging, true) }
    if abs(fit.secondSlope) < abs(fit.firstSlope) { return (.cycling, false) }
    return (fit.secondSlope < 0 ? .converging : .diverging, false)
  }

  /// 7c: a broad line whose amplitude varies as that of a noise-driven mode does.
  private var noiseVerdict: (Verdict.Kind, Bool)? {
    guard candidate.isBroad, demodulation.blockCount >= 8 else { return nil }
    let blocks = Double(demodulation.blockCount)
    // Few blocks estimate the moment low: the midpoint moves down with 1/√blocks.
    let threshold =
      demodulation.blockCount >= CycleConstants.broadBlocks
      ? min(CycleConstants.noiseMoment, 1.6 - 2.8 / blocks.squareRoot())
      : CycleConstants.noiseMomentOfFew
    let isStationary = (0.5...2).contains(jump)
    if demodulation.moment >= max(threshold, 1.1) {
      let isMode = demodulation.moment < CycleConstants.nonstationaryMoment
      return (.stationaryNoise, isMode && isStationary)
    }
    if candidate.route != .recurrence, demodulation.isWeak {
      return (.stationaryNoise, isStationary)
    }
    return nil
  }

  /// 7e: a window that does not return at its own period has a second one.
  private func torusVerdict(
    _ spectra: PowerSpectra, _ recurrence: Recurrence
  ) -> (Verdict.Kind, Bool)? {
    let lines = candidate.spectrum.lines
    let count = Double(spectra.count)
    if let recurrencePeriod = candidate.recurrencePeriod {
      let strong = lines.filter { $0.share >= 0.01 && $0.frequency * count >= 6 }
      let isNarrow = candidate.concentration >= CycleConstants.narrowConcentration
      guard isNarrow, !candidate.isBroad, strong.count > 1, period < 0.66 * count else {
        return nil
      }
      let noise =
        candidate.spectrum.background.reduce(0, +) / max(spectra.tapered.reduce(0, +), 1e-300)
      let isMultiple = (subharmonic ?? 1) >= 2 || recurrencePeriod * frequency >= 1.5
      let allowed =
        isMultiple ? CycleConstants.torusLackOfSubharmonic : CycleConstants.torusLack
      let most = allowed + 1.5 * noise
      guard lack(spectra, recurrence, lag: period) > most else { return nil }
      if let whole = wholeLag(count), lack(spectra, recurrence, lag: whole) <= most { return nil }
      // On the whole run a transient may be what does not return: the next window decides.
      return (.quasiPeriodic, !isWhole)
    }
    guard candidate.route == .spectralLine,
      candidate.concentration >= CycleConstants.broadConcentration, candidate.lineShare >= 0.5,
      count * frequency >= 8, lines.count > 1, let height = recurrence(period),
      height < min(candidate.lineShare, 1) - 0.2
    else { return nil }
    return (.quasiPeriodic, true)
  }

  /// 1 − q(τ) over the frequencies from half the fundamental up, less what the growth explains.
  private func lack(_ spectra: PowerSpectra, _ recurrence: Recurrence, lag: Double) -> Double {
    let count = Double(spectra.count)
    let first = max(1, Int(0.5 * Double(spectra.length) / period))
    let power = spectra.bare[first...].reduce(0, +)
    let returned = recurrence.cosineSum(from: first, lag: lag)
    let growth = self.growth * lag / count
    return 1 - returned / max(power, 1e-300) / (1 - lag / count) - 0.5 * growth * growth
  }

  /// The first multiple of a short period that is nearly a whole number of samples.
  ///
  /// Harmonics that fold over the sampling return at whole lags only: between samples their aliases
  /// are other waves.
  private func wholeLag(_ count: Double) -> Double? {
    guard period < CycleConstants.shortPeriod else { return nil }
    for multiple in 1...50 {
      let lag = Double(multiple) * period
      let whole = lag.rounded()
      if whole > count / 3 { return nil }
      if abs(lag - whole) <= CycleConstants.wholeLagTolerance * period { return whole }
    }
    return nil
  }
}
