/// What is drawn of a verdict: values, no drawing.
///
/// Of the window on which the verdict holds, at most its last 131,072 rows.
public struct CyclePictures: Sendable {
  /// The spectrum with the level that noise would not exceed.
  public struct Periodogram: Hashable, Sendable {
    /// Cycles per step, ascending.
    public let frequencies: [Double]
    /// The power at each, relative to the largest.
    public let powers: [Double]
    /// What a line must exceed there: the run's own background times the quantile of probability 1e-9.
    public let significance: [Double]
  }

  /// Which pairs of times are near each other.
  public struct Recurrence: Hashable, Sendable {
    /// The steps of rows and columns, evenly spaced.
    public let steps: [Int]
    /// Row by row: whether the run was within a tenth of its largest distance of where it was then.
    public let isNear: [Bool]
  }

  /// The run in the plane of its rotation, about the window's mean.
  ///
  /// In its two widest channels where nothing turns. Newest last, at most 8,000 points.
  public let portrait: [(x: Double, y: Double)]
  /// The root mean square distance from the mean over each turn (over 1/64 of the window where nothing
  /// turns) with the middle step of each.
  public let envelope: [(step: Double, amplitude: Double)]
  /// The exponential through the envelope: log amplitude = intercept + slope·step.
  public let trend: (intercept: Double, slope: Double)?
  /// The spectrum.
  public let periodogram: Periodogram
  /// The recurrence plot of the last eight turns, or of the whole window.
  public let recurrence: Recurrence

  private static let mostPoints = 4_000
  private static let recurrenceSide = 160
}

extension CycleAnalysis {
  /// What to draw of a verdict that ``verdict()`` gave; nil for fewer than 64 finite rows.
  ///
  /// - Complexity: about that of judging one window.
  public func pictures(of verdict: Verdict) -> CyclePictures? {
    let end = trajectory.blowUpStep ?? trajectory.stepCount
    let sampling = verdict.sampling
    let since = max(0, (verdict.sinceStep - sampling.first) / sampling.stride)
    let most = CycleConstants.maximumCount(channels: trajectory.channelCount)
    let start = max(min(since, end - CycleConstants.minimumCount), end - most)
    guard start >= 0, end - start >= CycleConstants.minimumCount else { return nil }
    let window = trajectory.samples(start..<end)
    let period = verdict.period.map { $0 / Double(sampling.stride) }
    return CyclePictures(
      window, start: start, players: players, period: period, plane: verdict.rotation?.plane,
      sampling: sampling)
  }
}

extension CyclePictures {
  init(
    _ window: Samples, start: Int, players: [Range<Int>], period: Double?,
    plane: Rotation.Plane?, sampling: StepSampling
  ) {
    let center = (0..<window.channelCount).map { channel in
      window.withChannel(channel) { $0.reduce(0, +) / Double(window.count) }
    }
    portrait = Self.portrait(window, center: center, plane: plane)
    let step = { (sample: Double) in
      Double(sampling.first) + (Double(start) + sample) * Double(sampling.stride)
    }
    let envelope = Self.envelope(window, center: center, period: period)
      .map { (step: step($0.0), amplitude: $0.1) }
    self.envelope = envelope
    let positive = envelope.filter { $0.amplitude > 0 }
    if positive.count > 2 {
      let line = LeastSquaresLine(
        positive.map(\.step), positive.map { logarithm($0.amplitude) })
      trend = (line.intercept, line.slope)
    } else {
      trend = nil
    }
    periodogram = Self.periodogram(window, players: players, sampling: sampling)
    recurrence = Self.recurrence(window, period: period, start: start, sampling: sampling)
  }

  private static func portrait(
    _ window: Samples, center: [Double], plane: Rotation.Plane?
  ) -> [(x: Double, y: Double)] {
    let stride = max(1, window.count / mostPoints)
    let first = (window.count - 1) % stride
    let variances = window.variances
    let widest = variances.indices.sorted { variances[$0] > variances[$1] }
    return Swift.stride(from: first, to: window.count, by: stride).map { sample in
      if let plane, plane.first.count == window.channelCount {
        let row = (0..<window.channelCount).map { window[sample, $0] }
        let place = plane.coordinates(of: row, center: center)
        return (place.0, place.1)
      }
      let x = widest.first.map { window[sample, $0] - center[$0] } ?? 0
      let y = widest.count > 1 ? window[sample, widest[1]] - center[widest[1]] : 0
      return (x, y)
    }
  }

  private static func envelope(
    _ window: Samples, center: [Double], period: Double?
  ) -> [(Double, Double)] {
    var squares = [Double](repeating: 0, count: window.count)
    for channel in 0..<window.channelCount {
      window.withChannel(channel) { values in
        for index in 0..<window.count {
          let distance = values[index] - center[channel]
          squares[index] += distance * distance
        }
      }
    }
    let sums = prefixSums(squares)
    let turns = period.map { Int(Double(window.count) / max($0, 1)) } ?? CycleConstants.blockCount
    let blocks = min(max(turns, 1), 512)
    let edges = blockEdges(window.count, blocks)
    return (0..<blocks).map { block in
      let (low, high) = (edges[block], edges[block + 1])
      let mean = (sums[high] - sums[low]) / Double(max(1, high - low))
      return (Double(low + high - 1) / 2, max(mean, 0).squareRoot())
    }
  }

  private static func periodogram(
    _ window: Samples, players: [Range<Int>], sampling: StepSampling
  ) -> Periodogram {
    let samples = DetrendedWindow(window, players: players).samples
    let spectra = PowerSpectra(samples)
    let lines = SpectralLines(
      samples, spectra: spectra, lowest: CycleConstants.lowestLineWithRecurrence)
    let level = SpectralLines.threshold(effectiveChannels: lines.effectiveChannels)
    // The largest of each of at most 600 bands of equal ratio: a narrow line must not be thinned away.
    let last = spectra.tapered.count - 1
    let largest = max(spectra.tapered.dropFirst().max() ?? 0, 1e-300)
    let first = max(1, Int(spectra.oversampling))
    var (frequencies, powers, significance) = ([Double](), [Double](), [Double]())
    var low = first
    let ratio = exponential(logarithm(Double(max(last, 2)) / Double(first)) / 600)
    while low <= last {
      let high = min(last, max(low, Int(Double(low) * ratio)))
      let top = (low...high).max { spectra.tapered[$0] < spectra.tapered[$1] } ?? low
      frequencies.append(Double(top) / Double(spectra.length) / Double(sampling.stride))
      powers.append(spectra.tapered[top] / largest)
      significance.append(level * lines.background[top] / largest)
      low = high + 1
    }
    return Periodogram(frequencies: frequencies, powers: powers, significance: significance)
  }

  private static func recurrence(
    _ window: Samples, period: Double?, start: Int, sampling: StepSampling
  ) -> Recurrence {
    let length = period.map { min(window.count, Int(8 * $0) + 1) } ?? window.count
    let side = min(recurrenceSide, length)
    let first = window.count - length
    let picked = (0..<side).map { first + $0 * (length - 1) / max(1, side - 1) }
    var distances = [Double](repeating: 0, count: side * side)
    for (row, one) in picked.enumerated() {
      for (column, other) in picked.enumerated() where column > row {
        var sum = 0.0
        for channel in 0..<window.channelCount {
          let difference = window[one, channel] - window[other, channel]
          sum += difference * difference
        }
        distances[row * side + column] = sum.squareRoot()
        distances[column * side + row] = sum.squareRoot()
      }
    }
    let limit = 0.1 * (distances.max() ?? 0)
    return Recurrence(
      steps: picked.map { sampling.step(of: start + $0) }, isNear: distances.map { $0 <= limit })
  }
}
