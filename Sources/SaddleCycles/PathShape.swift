/// Numbers that describe the path of a window's block means (step 8).
struct PathShape {
  /// The mean cosine of the turn between successive displacements.
  let cosine: Double
  /// Net displacement over path length.
  let straightness: Double
  /// The share of the block means' variance that a line explains.
  let trendRSquared: Double
  /// The spread within blocks, second half over first.
  let noiseRatio: Double
  /// The shift between the halves' means in standard errors.
  let shift: Double
  /// e-folds of the speed over the window.
  let span: Double
  /// The speed's rate per sample.
  let rate: Double
  /// The speed goes like t^(−p).
  let power: Double
  let exponentialRSquared: Double
  let powerRSquared: Double
  /// p and R² of a speed like (t + c)^(−p), where some c ≥ 0 halves what t^(−p) leaves over; else
  /// the same as without c.
  let shiftedPower: (power: Double, rSquared: Double)
  /// The root mean square speed, second half over first.
  let speedRatio: Double

  init(_ window: Samples, players: [Range<Int>], start: Int) {
    let blockCount =
      window.count >= 4 * CycleConstants.blockCount
      ? CycleConstants.blockCount : max(8, window.count / 4)
    let scaled = Self.scaled(window, players: players)
    let (means, edges) = scaled.blockMeans(blockCount)
    let displacements = means.differences
    let speeds = displacements.squaredNorms.map { $0.squareRoot() }
    cosine = Self.meanCosine(displacements, speeds)
    straightness =
      means.distance(from: 0..<1, to: (blockCount - 1)..<blockCount)
      / max(speeds.reduce(0, +), 1e-300)
    let half = blockCount / 2
    trendRSquared = Self.trendRSquared(means)
    noiseRatio = Self.noiseRatio(scaled, means, edges, half: half)
    shift =
      means.distance(from: 0..<half, to: half..<blockCount)
      / max(Self.scatterOfEighths(means), 1e-300)
    // The speed between two blocks belongs to the step at their common edge.
    let times = edges[1..<blockCount].map { Double(start + $0) }
    let logs = speeds.map { logarithm(max($0, 1e-300)) }
    let exponential = LeastSquaresLine(times, logs)
    let power = LeastSquaresLine(times.map { logarithm(max($0, 1)) }, logs)
    rate = exponential.slope
    span = exponential.slope * Double(window.count)
    exponentialRSquared = exponential.rSquared
    self.power = -power.slope
    powerRSquared = power.rSquared
    let shifted = Self.bestShift(times, logs, count: window.count)
    shiftedPower =
      1 - shifted.rSquared < 0.5 * (1 - power.rSquared)
      ? (-shifted.slope, shifted.rSquared) : (-power.slope, power.rSquared)
    let (early, late) = (speeds[..<half], speeds[half...])
    speedRatio =
      (Self.meanSquare(late) / max(Self.meanSquare(early), 1e-300)).squareRoot()
  }

  /// A power law does not know where its run was cut: its origin may lie before the first step.
  private static func bestShift(
    _ times: [Double], _ logs: [Double], count: Int
  ) -> LeastSquaresLine {
    var best = LeastSquaresLine(times.map { logarithm(max($0, 1)) }, logs)
    for share in CycleConstants.powerLawShifts {
      let shift = share * Double(count)
      let line = LeastSquaresLine(times.map { logarithm($0 + shift) }, logs)
      if line.rSquared > best.rSquared { best = line }
    }
    return best
  }

  private static func meanSquare(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0) { $0 + $1 * $1 } / Double(max(1, values.count))
  }

  /// Deviations from the mean over one scale per player, which keeps the geometry.
  private static func scaled(_ window: Samples, players: [Range<Int>]) -> Samples {
    var scaled = window
    let count = Double(window.count)
    var means = [Double](repeating: 0, count: window.channelCount)
    var spreads = means
    for channel in 0..<window.channelCount {
      window.withChannel(channel) { values in
        let mean = values.reduce(0, +) / count
        means[channel] = mean
        spreads[channel] = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count)
          .squareRoot()
      }
    }
    var scales = [Double](repeating: 1, count: window.channelCount)
    for player in players {
      let largest = max(
        player.map { spreads[$0] }.max() ?? 0,
        CycleConstants.epsilon * CycleConstants.roundingMultiple
          * (player.map { abs(means[$0]) }.max() ?? 0), 1e-300)
      for channel in player { scales[channel] = largest }
    }
    scaled.values.withUnsafeMutableBufferPointer { values in
      for channel in 0..<window.channelCount {
        let (mean, scale) = (means[channel], 1 / scales[channel])
        for index in (channel * window.count)..<((channel + 1) * window.count) {
          values[index] = (values[index] - mean) * scale
        }
      }
    }
    return scaled
  }

  private static func meanCosine(_ displacements: Samples, _ speeds: [Double]) -> Double {
    var sum = 0.0
    for index in 1..<speeds.count {
      let product = speeds[index] * speeds[index - 1]
      guard product > 0 else { continue }
      let inner = (0..<displacements.channelCount).reduce(0.0) {
        $0 + displacements[index, $1] * displacements[index - 1, $1]
      }
      sum += inner / max(product, 1e-300)
    }
    return sum / Double(speeds.count - 1)
  }

  private static func trendRSquared(_ means: Samples) -> Double {
    let center = Double(means.count - 1) / 2
    let timeSquares = (0..<means.count).reduce(0.0) {
      $0 + (Double($1) - center) * (Double($1) - center)
    }
    var (explained, total) = (0.0, 0.0)
    for channel in 0..<means.channelCount {
      means.withChannel(channel) { values in
        let mean = values.reduce(0, +) / Double(values.count)
        var product = 0.0
        for (index, value) in values.enumerated() {
          product += (Double(index) - center) * (value - mean)
          total += (value - mean) * (value - mean)
        }
        explained += product * product / timeSquares
      }
    }
    return explained / max(total, 1e-300)
  }

  private static func noiseRatio(
    _ scaled: Samples, _ means: Samples, _ edges: [Int], half: Int
  ) -> Double {
    let squares = prefixSums(scaled.squaredNorms)
    let meanSquares = means.squaredNorms
    let variances = meanSquares.indices.map { block in
      let sum = squares[edges[block + 1]] - squares[edges[block]]
      return max(sum / Double(edges[block + 1] - edges[block]) - meanSquares[block], 0)
    }
    let early = variances[..<half].reduce(0, +) / Double(half)
    let late = variances[half...].reduce(0, +) / Double(variances.count - half)
    return late.squareRoot() / max(early.squareRoot(), 1e-300)
  }

  /// The standard error of the halves' shift, from how eight eighths scatter.
  private static func scatterOfEighths(_ means: Samples) -> Double {
    let length = means.count / 8
    let squares = (0..<7).reduce(0.0) { sum, eighth in
      let distance = means.distance(
        from: (eighth * length)..<((eighth + 1) * length),
        to: ((eighth + 1) * length)..<((eighth + 2) * length))
      return sum + distance * distance
    }
    return (squares / 7 / 2).squareRoot()
  }
}

extension Samples {
  /// How far the mean of one range of samples lies from that of another.
  func distance(from first: Range<Int>, to second: Range<Int>) -> Double {
    var sum = 0.0
    for channel in 0..<channelCount {
      withChannel(channel) { values in
        let a = first.reduce(0.0) { $0 + values[$1] } / Double(first.count)
        let b = second.reduce(0.0) { $0 + values[$1] } / Double(second.count)
        sum += (a - b) * (a - b)
      }
    }
    return sum.squareRoot()
  }
}
