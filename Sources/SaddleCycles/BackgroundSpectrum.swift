import RealModule

/// What the spectrum would be without its lines (step 5b).
///
/// At knots a sixth of an octave apart, the 30 % quantile of the tapered spectrum within ±0.7 octave;
/// between knots a straight line in logarithms. Divided by the same quantile of Gamma(d_eff) with
/// mean 1, the distribution of a noise spectrum summed over d_eff independent channels.
struct BackgroundSpectrum {
  /// B, a value per bin.
  let values: [Double]

  init(_ spectra: PowerSpectra, effectiveChannels: Double) {
    let shape =
      effectiveChannels <= 1.05
      ? 0.3567  // −log 0.7, exact for one channel
      : gammaQuantile(shape: effectiveChannels, normal: -0.5244)  // Φ⁻¹(0.3)
    let power = spectra.tapered
    let (knots, logs) = Self.knots(power, oversampling: spectra.oversampling)
    var values = [Double](repeating: 0, count: power.count)
    var segment = 0
    for bin in power.indices {
      let position = logarithm(max(Double(bin), 1))
      while segment < knots.count - 2, knots[segment + 1] <= position { segment += 1 }
      let value: Double
      if position >= knots[knots.count - 1] {
        value = logs[knots.count - 1]
      } else {
        let weight = (position - knots[segment]) / (knots[segment + 1] - knots[segment])
        value = logs[segment] + weight * (logs[segment + 1] - logs[segment])
      }
      values[bin] = exponential(value) / shape
    }
    self.values = values
  }

  private static func knots(
    _ power: [Double], oversampling: Double
  ) -> (positions: [Double], logs: [Double]) {
    let fewest = (CycleConstants.backgroundBins * oversampling).rounded(.up)
    let octaves = Double.exp2(CycleConstants.backgroundOctaves)
    let spacing = Double.exp2(1.0 / 6)
    var positions: [Double] = []
    var logs: [Double] = []
    var center = 1.0
    while center < Double(power.count) {
      let low = max(1, Int(min(center / octaves, center - fewest)))
      let high = min(power.count, Int(max(center * octaves, center + fewest)) + 1)
      let skip = high - low > 512 ? (high - low) / 256 : 1
      var band = stride(from: low, to: high, by: skip).map { power[$0] }
      let rank = Int(CycleConstants.backgroundQuantile * Double(band.count))
      let value = orderStatistic(rank, of: &band)
      positions.append(logarithm(center))
      logs.append(logarithm(max(value, 1e-300)))
      center = max(center * spacing, center + 1)
    }
    return (positions, logs)
  }
}

extension Samples {
  /// tr(C)²/tr(C²) of the covariance C of the steps: how many channels move independently.
  var effectiveChannelCount: Double {
    let steps = differences
    var (trace, squares) = (0.0, 0.0)
    for first in 0..<channelCount {
      for second in 0...first {
        let product = steps.withChannel(first) { a in
          steps.withChannel(second) { b in dotProduct(a, b) }
        }
        if first == second { trace += product }
        squares += product * product * (first == second ? 1 : 2)
      }
    }
    return trace > 0 ? trace * trace / max(squares, 1e-300) : 1
  }
}

/// Σ a_t b_t in four interleaved sums, which the processor runs side by side.
func dotProduct(_ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>) -> Double {
  var sums = SIMD4<Double>.zero
  let whole = a.count / 4 * 4
  var index = 0
  while index < whole {
    let left = SIMD4(a[index], a[index + 1], a[index + 2], a[index + 3])
    let right = SIMD4(b[index], b[index + 1], b[index + 2], b[index + 3])
    sums += left * right
    index += 4
  }
  var sum = sums.sum()
  while index < a.count {
    sum += a[index] * b[index]
    index += 1
  }
  return sum
}
