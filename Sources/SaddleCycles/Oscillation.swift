/// A rotation of one window with all that was measured of it (steps 5–7).
struct Oscillation {
  let candidate: RotationCandidate
  let demodulation: Demodulation
  let scales: [Double]
  /// The refined frequency of the strongest line, periods per sample.
  let frequency: Double
  /// T in samples: of the fundamental.
  let period: Double
  /// T at the window's end, where the frequency drifts.
  let endPeriod: Double
  /// T is this many periods of the strongest line; nil for a torus.
  let subharmonic: Int?
  /// The amplitude over the window.
  let envelope: (times: [Double], amplitudes: [Double])
  let fit: EnvelopeFit
  /// e-folds of growth over the window.
  let growth: Double
  /// The root mean square amplitude of the second half over that of the first.
  let jump: Double
  /// The standard deviation of the steps of log A, 0 where growth already decided.
  let increments: Double
  /// n/T.
  let periodCount: Double
  let kind: Verdict.Kind
  /// Whether the window is one regime, so that no shorter one need be looked at.
  let isConsistent: Bool
  /// Large amplitude innovations and nothing that restores the amplitude.
  let isAmbiguous: Bool
  /// The change of frequency over the window as a share of it, where the path is smooth enough for a
  /// bend of the phase to be that and not diffusion.
  var relativeDrift: Double {
    let isSeen =
      demodulation.blockCount >= 8 && !candidate.isBroad && isSmooth
      && demodulation.quadraticResidual < 0.7 * demodulation.phaseResidual
    return isSeen ? demodulation.frequencyDrift / frequency : 0
  }
  /// Whether the path is a smooth curve.
  let isSmooth: Bool
  /// Whether the rotation is kept up by noise.
  var isQuasiCycle: Bool { kind == .stationaryNoise }

  /// Nil where nothing turns.
  ///
  /// `isWhole` says that the window begins at the run's first step.
  init?(_ window: Samples, players: [Range<Int>], isWhole: Bool) {
    let detrended = DetrendedWindow(window, players: players)
    let samples = detrended.samples
    let spectra = PowerSpectra(samples)
    let recurrence = Recurrence(samples, spectra: spectra)
    guard
      let candidate = RotationCandidate(samples, spectra: spectra, recurrence: recurrence),
      let demodulation = Demodulation(
        samples, frequency: candidate.frequency, noise: candidate.noise,
        isCoherent: !candidate.isBroad)
    else { return nil }
    self.candidate = candidate
    self.demodulation = demodulation
    scales = detrended.scales
    let fundamental = Fundamental(candidate, demodulation, spectra: spectra)
    frequency = fundamental.frequency
    period = fundamental.period
    subharmonic = fundamental.subharmonic
    endPeriod = fundamental.endPeriod
    periodCount = Double(window.count) / fundamental.period
    let envelope = Self.envelope(samples, candidate, demodulation)
    self.envelope = envelope
    fit = EnvelopeFit(times: envelope.times, values: envelope.amplitudes)
    growth = fit.line.slope * Double(window.count)
    jump = Self.jump(envelope.amplitudes)
    let logs = envelope.amplitudes.map { logarithm(max($0, 1e-300)) }
    let innovations = Innovations(samples)
    isSmooth = innovations.areNegligible
    let evidence = OscillationEvidence(
      candidate: candidate, demodulation: demodulation, fit: fit, growth: growth, jump: jump,
      increments: logs.count > 3 ? standardDeviation(differences(logs)) : 0,
      noiseIncrement: Self.noiseIncrement(samples, innovations, spacing: envelope.times),
      subharmonic: fundamental.subharmonic, period: fundamental.period,
      frequency: fundamental.frequency, isWhole: isWhole)
    increments = evidence.growthVerdict == nil ? evidence.increments : 0
    isAmbiguous = evidence.growthVerdict == nil && evidence.isAmbiguous
    (kind, isConsistent) = evidence.verdict(spectra, recurrence)
  }

  private static func envelope(
    _ samples: Samples, _ candidate: RotationCandidate, _ demodulation: Demodulation
  ) -> (times: [Double], amplitudes: [Double]) {
    if let period = candidate.recurrencePeriod, !candidate.isBroad,
      let exact = PeriodEnvelope(samples, period: period)
    {
      return (exact.times, exact.amplitudes)
    }
    return (demodulation.times, demodulation.series.magnitudes)
  }

  /// The steps of log A between stretches of the envelope that the path's innovations could make.
  private static func noiseIncrement(
    _ samples: Samples, _ innovations: Innovations, spacing times: [Double]
  ) -> Double {
    guard times.count > 1 else { return 0 }
    let energy = samples.squaredNorms.reduce(0, +) / Double(samples.count)
    let noise = CycleConstants.hiddenNoise * innovations.variance
    return (noise * (times[1] - times[0]) / max(energy, 1e-300)).squareRoot()
  }

  private static func jump(_ amplitudes: [Double]) -> Double {
    let half = amplitudes.count / 2
    guard half > 0 else { return 1 }
    let late = amplitudes[half...].reduce(0) { $0 + $1 * $1 } / Double(amplitudes.count - half)
    let early = amplitudes[..<half].reduce(0) { $0 + $1 * $1 } / Double(half)
    return (late / max(early, 1e-300)).squareRoot()
  }
}

/// The period of the whole waveform, from its strongest line (step 7d).
private struct Fundamental {
  let frequency: Double
  let period: Double
  let endPeriod: Double
  let subharmonic: Int?

  init(_ candidate: RotationCandidate, _ demodulation: Demodulation, spectra: PowerSpectra) {
    let count = Double(spectra.count)
    let shift = abs(demodulation.frequency - candidate.frequency)
    let allowed = max(1 / count, candidate.isBroad ? 0.1 * candidate.frequency : 0)
    frequency = shift < allowed ? demodulation.frequency : candidate.frequency
    let periods = count * frequency
    var lines = candidate.spectrum.lines
    let isNarrow = candidate.concentration >= CycleConstants.narrowConcentration
    if !lines.isEmpty, periods >= 8, isNarrow {
      lines[0].frequency = frequency
      subharmonic =
        HarmonicLattice(lines, count: spectra.count, drift: demodulation.frequencyDrift)
        .subharmonic
    } else if candidate.isBroad {
      subharmonic = Self.broadSubharmonic(candidate.spectrum, spectra, frequency: frequency)
    } else {
      subharmonic = 1
    }
    if let recurrencePeriod = candidate.recurrencePeriod, periods < 8 {
      period = recurrencePeriod
    } else {
      period = Double(subharmonic ?? 1) / frequency
    }
    let isDrifting =
      demodulation.blockCount >= 8 && !candidate.isBroad
      && demodulation.frequencyDrift > 0.02 * frequency
      && demodulation.quadraticResidual < 0.5 * demodulation.phaseResidual
    endPeriod =
      isDrifting
      ? period * frequency / max(demodulation.endFrequency, 0.2 * frequency) : period
  }

  /// 3 or 2 if a broad line has a fellow of its own at a third or half of its frequency, else 1.
  private static func broadSubharmonic(
    _ spectrum: SpectralLines, _ spectra: PowerSpectra, frequency: Double
  ) -> Int {
    func band(_ frequency: Double, _ width: Double) -> Range<Int> {
      let center = frequency * Double(spectra.length)
      let low = max(1, Int(center * (1 - width)))
      return low..<max(low, min(Int(center * (1 + width)) + 2, spectra.tapered.count))
    }
    let own = spectrum.excess(spectra, band(frequency, 0.2))
    for divisor in [3, 2] {
      let lower = frequency / Double(divisor)
      guard lower * Double(spectra.count) >= 8 else { continue }
      let near = band(lower, 0.08)
      let ratio =
        near.reduce(0) { $0 + spectra.tapered[$1] / spectrum.background[$1] }
        / Double(max(1, near.count))
      if ratio >= 3, spectrum.excess(spectra, band(lower, 0.2)) >= 0.15 * own { return divisor }
    }
    return 1
  }
}
