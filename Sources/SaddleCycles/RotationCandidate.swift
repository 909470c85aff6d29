/// How a rotation was found.
enum Route: String, Sendable {
  /// The window returns to itself.
  case recurrence
  /// A spectral line stands out, though the window does not return as a whole.
  case spectralLine
  /// A broad hump stands out.
  case hump
}

/// A possible rotation of one window, before its amplitude is looked at (step 5).
struct RotationCandidate {
  let route: Route
  /// Periods per sample: the strongest line, or the centroid of a hump.
  let frequency: Double
  /// The period of recurrence, route D only.
  let recurrencePeriod: Double?
  /// q at the period.
  let recurrenceHeight: Double
  /// Whether the window returns as well after two periods as after one.
  let persists: Bool
  /// The share of power near the line that is in the line.
  let concentration: Double
  /// Whether power spreads about the line, as noise-driven rotation does.
  let isBroad: Bool
  /// The share of the whole power in lines.
  let lineShare: Double
  /// The background's power at the frequency.
  let noise: Double
  let spectrum: SpectralLines

  init?(_ samples: Samples, spectra: PowerSpectra, recurrence: Recurrence) {
    let found = recurrence.period
    var spectrum = SpectralLines(
      samples, spectra: spectra,
      lowest: found == nil
        ? CycleConstants.lowestLine : CycleConstants.lowestLineWithRecurrence)
    lineShare = spectrum.lines.reduce(0) { $0 + $1.share }
    var frequency: Double
    if let found {
      route = .recurrence
      let lowest = 0.8 / found.period / Double(CycleConstants.longestSubharmonic)
      spectrum.lines.removeAll { $0.frequency <= lowest }
      let top = spectrum.lines.first?.frequency ?? 0
      frequency = top * found.period > 0.8 ? top : 1 / found.period
    } else if let top = spectrum.lines.first {
      route = .spectralLine
      frequency = top.frequency
    } else if let hump = spectrum.hump(spectra) {
      route = .hump
      frequency = hump
    } else {
      return nil
    }
    recurrencePeriod = found?.period
    self.spectrum = spectrum
    let period = found?.period ?? 1 / frequency
    let once = found?.height ?? recurrence(period)
    recurrenceHeight = once ?? 0
    persists = Self.persists(once, recurrence(2 * period), route: route)
    concentration = spectrum.concentration(spectra, frequency: frequency)
    let periods = frequency * Double(spectra.count)
    let isScattered =
      periods < CycleConstants.veryFewPeriods
      || (periods < CycleConstants.fewPeriods && concentration < 0.5)
    if route == .spectralLine, isScattered, !persists { return nil }
    isBroad =
      concentration < CycleConstants.broadConcentration
      && !(route == .recurrence && persists)
      && (!spectrum.lines.isEmpty || route == .hump)
    let bins = spectra.tapered.count
    var bin = Self.bin(of: frequency, spectra)
    if isBroad, route != .recurrence {
      // The centroid of the hump instead of its tallest speckle.
      let low = max(1, Int(Double(bin) / CycleConstants.humpBand))
      let high = min(bins, Int(Double(bin) * CycleConstants.humpBand) + 2)
      frequency = spectrum.centroid(spectra, low..<high) / Double(spectra.length)
      bin = Self.bin(of: frequency, spectra)
    }
    self.frequency = frequency
    noise = spectrum.background[bin]
  }

  private static func bin(of frequency: Double, _ spectra: PowerSpectra) -> Int {
    let bin = (frequency * Double(spectra.length)).rounded(.toNearestOrEven)
    return min(Int(bin), spectra.tapered.count - 1)
  }

  private static func persists(_ once: Double?, _ twice: Double?, route: Route) -> Bool {
    guard let once, let twice else { return false }
    return route == .recurrence ? twice >= once - 0.05 : once >= 0.3 && twice >= 0.75 * once
  }
}
