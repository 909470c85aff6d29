/// A peak of the spectrum that noise would not make.
struct SpectralLine {
  /// Periods per sample.
  var frequency: Double
  /// Its share of the whole power, background subtracted.
  let share: Double
  /// The bin of its top.
  let bin: Int
}

/// The lines of a window's tapered spectrum, strongest first (step 5c).
struct SpectralLines {
  var lines: [SpectralLine]
  let background: [Double]
  /// The number of channels that move independently.
  let effectiveChannels: Double

  /// Below `lowest` natural bins a peak is drift.
  init(_ samples: Samples, spectra: PowerSpectra, lowest: Double) {
    effectiveChannels = samples.effectiveChannelCount
    background =
      BackgroundSpectrum(spectra, effectiveChannels: effectiveChannels).values
    let threshold = Self.threshold(effectiveChannels: effectiveChannels)
    let peaks = Self.peaks(spectra, background, threshold: threshold, lowest: lowest)
    let found = Self.separate(peaks, spectra, background)
    let isTelling = (found.first?.share ?? 0) >= CycleConstants.topLineShare
    lines = isTelling ? found : []
  }

  /// The ratio to the background that noise exceeds with probability 1e-9.
  static func threshold(effectiveChannels: Double) -> Double {
    // Below 1.5 channels the cube-root law is off; −log 1e-9 = 20.7 is exact for one.
    let quantile =
      effectiveChannels > 1.5
      ? gammaQuantile(
        shape: effectiveChannels, normal: normalUpperQuantile(CycleConstants.lineProbability))
      : 20.7 / max(effectiveChannels, 1) + 1.5
    return max(quantile, 4)
  }

  private static func peaks(
    _ spectra: PowerSpectra, _ background: [Double], threshold: Double, lowest: Double
  ) -> [Int] {
    let power = spectra.tapered
    let first = max(Int((lowest * spectra.oversampling).rounded(.up)) - 1, 1)
    let last = power.count - 1
    func stands(_ bin: Int) -> Bool { power[bin] > threshold * max(background[bin], 1e-300) }
    var peaks = (first..<max(first, last)).filter { bin in
      power[bin] >= power[bin - 1] && power[bin] > power[bin + 1] && stands(bin)
    }
    // A line at Nyquist is period 2.
    if last > 0, stands(last), power[last] > power[last - 1] { peaks.append(last) }
    peaks.sort { power[$0] > power[$1] }
    guard let top = peaks.first else { return [] }
    return peaks.filter { power[$0] >= CycleConstants.weakestLine * power[top] }
  }

  private static func separate(
    _ peaks: [Int], _ spectra: PowerSpectra, _ background: [Double]
  ) -> [SpectralLine] {
    let power = spectra.tapered
    let reach = Int((20 * spectra.oversampling).rounded(.up))
    let width = Int((2 * spectra.oversampling).rounded(.up))
    let total = power.dropFirst().reduce(0, +)
    var lines: [SpectralLine] = []
    for peak in peaks.prefix(200) where lines.count < CycleConstants.mostLines {
      let neighbors = max(0, peak - reach)..<min(power.count, peak + reach + 1)
      let tallest = power[neighbors].max() ?? 0
      let isAlone = lines.allSatisfy { line in
        Double(abs(peak - line.bin)) >= 2.5 * spectra.oversampling
      }
      guard power[peak] >= CycleConstants.sideLobe * tallest, isAlone else { continue }
      let band = max(1, peak - width)..<min(power.count, peak + width + 1)
      let excess = power[band].reduce(0, +) - background[band].reduce(0, +)
      lines.append(
        SpectralLine(
          frequency: top(of: power, at: peak) / Double(spectra.length),
          share: max(excess, 0) / total, bin: peak))
    }
    return lines
  }

  /// Where the parabola through the logarithms of three bins peaks.
  private static func top(of power: [Double], at peak: Int) -> Double {
    guard peak < power.count - 1 else { return Double(peak) }
    let logs = power[(peak - 1)...(peak + 1)].map { logarithm(max($0, 1e-300)) }
    return parabolicPeak(logs, at: 1).position - 1 + Double(peak)
  }
}

extension SpectralLines {
  /// The frequency of a broad peak without lines, in periods per sample (step 5d, route H).
  ///
  /// The mean of S/B over ±6 % of f, at least eight natural bins, must stand out.
  func hump(_ spectra: PowerSpectra) -> Double? {
    let power = spectra.tapered
    let ratios = prefixSums(
      zip(power, background).map { min($0 / max($1, 1e-300), 1e6) })
    let first = Int((8 * spectra.oversampling / 0.12).rounded(.up))
    guard power.count - 1 - first >= 8 else { return nil }
    var best: (bin: Int, score: Double)?
    for bin in first..<(power.count - 1) {
      let low = Int(Double(bin) * 0.94)
      let high = min(Int(Double(bin) * 1.06) + 1, power.count)
      let ratio = (ratios[high] - ratios[low]) / Double(high - low)
      guard ratio >= CycleConstants.humpRatio else { continue }
      let samples = Double(high - low) / spectra.oversampling * max(effectiveChannels, 1)
      let score = (ratio - 1) * samples.squareRoot()
      if score > best?.score ?? 0 { best = (bin, score) }
    }
    guard let best, best.score >= CycleConstants.humpScore else { return nil }
    let low = Int(Double(best.bin) / CycleConstants.humpBand)
    let high = min(Int(Double(best.bin) * CycleConstants.humpBand) + 2, power.count)
    let total = power.dropFirst().reduce(0, +)
    guard excess(spectra, low..<high) >= CycleConstants.humpShare * total else { return nil }
    return Double(best.bin) / Double(spectra.length)
  }

  /// Σ (S − B)⁺ over a band of bins.
  func excess(_ spectra: PowerSpectra, _ band: Range<Int>) -> Double {
    band.reduce(0) { $0 + max(spectra.tapered[$1] - background[$1], 0) }
  }

  /// The mean bin of a band, weighted by (S − B)⁺.
  func centroid(_ spectra: PowerSpectra, _ band: Range<Int>) -> Double {
    let moment = band.reduce(0) {
      $0 + Double($1) * max(spectra.tapered[$1] - background[$1], 0)
    }
    return moment / max(excess(spectra, band), 1e-300)
  }

  /// The share of the power about the top line that is in the line itself (step 5e).
  ///
  /// One close second line counts as part of it: two beating lines are a torus, not a hump.
  func concentration(_ spectra: PowerSpectra, frequency: Double) -> Double {
    guard let top = lines.first else { return 0 }
    let reach = min(max(0.4 * frequency * Double(spectra.count), 3), 12)
    let inner = Int((2 * spectra.oversampling).rounded(.up))
    let outer = Int((reach * spectra.oversampling).rounded(.up))
    let last = spectra.tapered.count
    let band = max(1, top.bin - outer)..<min(top.bin + outer + 1, last)
    var centers = [top.bin]
    if let second = lines.dropFirst().first(where: { band.contains($0.bin) }) {
      centers.append(second.bin)
    }
    let own = band.reduce(0) { sum, bin in
      let isInside = centers.contains { abs(bin - $0) <= inner }
      return isInside ? sum + max(spectra.tapered[bin] - background[bin], 0) : sum
    }
    return own / max(excess(spectra, band), 1e-300)
  }
}
