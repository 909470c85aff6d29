import RealModule

/// A window seen in a frame that turns with a line: amplitude and phase block by block (step 6).
struct Demodulation {
  /// The window's dominant complex mode: which channels turn, how much and in what phase.
  let mode: ComplexVector
  /// The mode's amplitude and phase per block.
  let series: ComplexVector
  /// The middle of each block, in samples.
  let times: [Double]
  /// ⟨|s|⁴⟩/⟨|s|²⟩², noise removed: 1 for a constant amplitude, 2 for one driven by noise.
  let moment: Double
  /// The line's frequency, corrected by the slope of the phase.
  let frequency: Double
  /// The standard error of that slope, in periods per sample.
  let frequencyError: Double
  /// The change of frequency over the window, from the phase's quadratic term.
  let frequencyDrift: Double
  /// The frequency at the window's end.
  let endFrequency: Double
  /// What a line, and a parabola, leave of the phase, root mean square in radians.
  let phaseResidual: Double
  let quadraticResidual: Double
  /// Whether no block length lifts the mode above the noise.
  let isWeak: Bool
  /// ⟨|s|²⟩ less noise, square root: the mode's amplitude.
  let amplitude: Double

  var blockCount: Int { times.count }

  /// Nil where fewer than two whole blocks fit.
  ///
  /// `noise` is the background's power at the line; `isCoherent` says that the line is narrow, so that
  /// long blocks may be used.
  init?(_ samples: Samples, frequency line: Double, noise: Double, isCoherent: Bool) {
    let period = 1 / line
    guard let blocks = DemodulatedBlocks(samples, frequency: line) else { return nil }
    let isNyquist = line > 0.499
    // The noise power of one base block, over all channels.
    let blockNoise =
      noise * 4 / (Double(blocks.periods) * period) * (isNyquist ? 0.25 : 1)
      / Double(samples.channelCount)
    let chosen = BlockScale.choose(
      blocks.amplitudes, noise: blockNoise, isCoherent: isCoherent)
    let scale = chosen.scale
    isWeak = chosen.isWeak
    mode = scale.mode
    series = scale.series
    moment = scale.moment
    amplitude = scale.power.squareRoot()
    let length = Double(scale.merged * blocks.periods) * period
    let times = (0..<scale.series.count).map {
      Double(blocks.start) + (Double($0) + 0.5) * length
    }
    self.times = times
    let phase = PhaseHistory(times: times, phases: unwrapped(scale.series.phases))
    frequency = line + phase.slope / (2 * .pi)
    frequencyError = phase.slopeError / (2 * .pi)
    phaseResidual = phase.residual
    frequencyDrift = phase.frequencyDrift
    endFrequency = line + phase.endShift
    quadraticResidual = phase.quadraticResidual
  }
}

/// The complex amplitudes of a line over blocks of whole periods, at least eight samples each.
private struct DemodulatedBlocks {
  let amplitudes: ComplexAmplitudes
  /// The periods in a block.
  let periods: Int
  /// The first sample of the first block.
  let start: Int

  init?(_ samples: Samples, frequency: Double) {
    let period = 1 / frequency
    let filter = PeriodHighPass(count: samples.count, period: period)
    let usable = filter.range.count
    guard Double(usable) >= 2 * period else { return nil }
    periods = max(1, Int((8 / period).rounded(.up)))
    start = filter.range.lowerBound
    let length = Double(periods) * period
    let blockCount = Int(Double(usable) / length)
    guard blockCount >= 2 else { return nil }
    let edges = (0...blockCount).map {
      min(Int((Double($0) * length).rounded(.toNearestOrEven)), usable)
    }
    let (cosines, sines) = Self.turns(filter.range, frequency: frequency)
    let gain = frequency > 0.499 ? 1.0 : 2.0
    var amplitudes = ComplexAmplitudes(zeros: blockCount, samples.channelCount)
    var filtered = [Double](repeating: 0, count: usable)
    for channel in 0..<samples.channelCount {
      samples.withChannel(channel) { filter.apply($0, into: &filtered) }
      for block in 0..<blockCount {
        var (sumR, sumI) = (0.0, 0.0)
        for index in edges[block]..<edges[block + 1] {
          sumR += filtered[index] * cosines[index]
          sumI -= filtered[index] * sines[index]
        }
        let scale = gain / Double(edges[block + 1] - edges[block])
        amplitudes.real[block * samples.channelCount + channel] = sumR * scale
        amplitudes.imaginary[block * samples.channelCount + channel] = sumI * scale
      }
    }
    self.amplitudes = amplitudes
  }

  /// cos and sin of 2πft, by rotation, set afresh every 64 samples.
  private static func turns(
    _ range: Range<Int>, frequency: Double
  ) -> (cosines: [Double], sines: [Double]) {
    var cosines = [Double](repeating: 0, count: range.count)
    var sines = cosines
    let (stepCosine, stepSine) = (
      Double.cos(2 * .pi * frequency), Double.sin(2 * .pi * frequency)
    )
    var (cosine, sine) = (1.0, 0.0)
    for index in 0..<range.count {
      if index.isMultiple(of: 64) {
        let angle = 2 * .pi * fraction(frequency * Double(range.lowerBound + index))
        (cosine, sine) = (Double.cos(angle), Double.sin(angle))
      }
      cosines[index] = cosine
      sines[index] = sine
      (cosine, sine) = (
        cosine * stepCosine - sine * stepSine, cosine * stepSine + sine * stepCosine
      )
    }
    return (cosines, sines)
  }
}

/// The mode and its statistics when m base blocks are averaged into one.
private struct BlockScale {
  let merged: Int
  let mode: ComplexVector
  let series: ComplexVector
  let moment: Double
  /// ⟨|s|²⟩ less noise.
  let power: Double
  let signalToNoise: Double

  init(_ blocks: ComplexAmplitudes, merged: Int, noise: Double) {
    self.merged = merged
    let amplitudes = blocks.merged(merged)
    mode = amplitudes.dominantMode
    series = amplitudes.projected(on: mode)
    let squares = series.squaredMagnitudes
    let noise = noise / Double(merged)
    let second = squares.reduce(0, +) / Double(squares.count)
    let fourth = squares.reduce(0) { $0 + $1 * $1 } / Double(squares.count)
    power = max(second - noise, 1e-300)
    moment =
      squares.count > 1
      ? (fourth - 4 * second * noise + 2 * noise * noise) / (power * power) : 1
    signalToNoise = power / max(noise, 1e-300)
  }

  /// The finest blocks that rise above the noise; coarser ones where a narrow line's amplitude is
  /// steadier in them.
  ///
  /// A broad line keeps the finest: a narrow band inside a hump selects speckle, whose amplitude
  /// looks constant.
  static func choose(
    _ blocks: ComplexAmplitudes, noise: Double, isCoherent: Bool
  ) -> (scale: BlockScale, isWeak: Bool) {
    let finest = BlockScale(blocks, merged: 1, noise: noise)
    var scales = [finest]
    var merged = 2
    while blocks.blockCount / merged >= 8 {
      scales.append(BlockScale(blocks, merged: merged, noise: noise))
      merged *= 2
    }
    let usable = scales.filter { scale in
      scale.signalToNoise >= CycleConstants.signalToNoise
        && (isCoherent || scale.series.count >= CycleConstants.broadBlocks)
    }
    guard let fine = usable.first,
      let steadiest = usable.min(by: { $0.moment < $1.moment })
    else { return (isCoherent ? scales[scales.count - 1] : finest, true) }
    let isSteadier = isCoherent && steadiest.moment < fine.moment - 0.05
    return (isSteadier ? steadiest : fine, false)
  }
}
