/// How fast stretches of one smooth trajectory part that came near each other: its largest Lyapunov
/// exponent, without the dynamics (Rosenstein, Collins & De Luca 1993).
///
/// Each of 400 moments is paired with its nearest neighbor, at least a turn away in time, in the space of
/// the channels and of the channels a quarter and half a turn before, so that paths that only seem to cross
/// are no neighbors. The mean logarithm of their distance, S(k) after k samples, rises along a line whose
/// slope is the exponent, until the distance is that of any two points. On a cycle or a torus it does not.
struct NeighborDivergence {
  /// λ in e-folds per sample.
  let exponent: Double
  /// Its standard error, from four groups of moments.
  let standardError: Double

  private static let pairCount = 400
  /// Newest samples that are looked at.
  private static let mostSamples = 20_000
  /// The rise of S, in e-folds, that torus and cycle never show: convention.
  private static let leastRise = 1.5
  /// How far below the size of the whole, in e-folds, the rise begins to saturate: empirical.
  private static let saturation = 2.5
  /// Where more of each step is new than this, noise parts neighbors: convention.
  private static let mostNoise = 0.1

  /// Nil where neighbors do not part exponentially, or the run is too short or too noisy to tell.
  init?(_ samples: Samples) {
    let window = samples[max(0, samples.count - Self.mostSamples)..<samples.count]
    guard Innovations(window).share < Self.mostNoise else { return nil }
    let embedding = Embedding(window)
    let (turn, count) = (embedding.turn, embedding.count)
    guard count >= 40 * turn, turn >= 4 else { return nil }
    let horizon = min(count / 4, 20 * turn)
    // Interleaved groups of moments: four estimates of one curve.
    let pairs = embedding.pairs(Self.pairCount, horizon: horizon)
    guard pairs.count >= Self.pairCount / 2 else { return nil }
    let whole = embedding.curve(of: pairs, horizon: horizon)
    // The first turn only lines the difference up.
    let ceiling = embedding.logSize - Self.saturation
    let end = whole.firstIndex { $0 > ceiling } ?? whole.count
    guard end - turn >= turn, end <= whole.count else { return nil }
    let times = (turn..<end).map(Double.init)
    func line(_ curve: [Double]) -> LeastSquaresLine {
      LeastSquaresLine(times[...], curve[turn..<end])
    }
    let fit = line(whole)
    let slopes = (0..<4).map { group in
      let part = pairs.indices.filter { $0 % 4 == group }.map { pairs[$0] }
      return line(embedding.curve(of: part, horizon: horizon)).slope
    }
    let error = standardDeviation(slopes) / 3.0.squareRoot()
    let rise = fit.slope * Double(end - turn)
    guard rise >= Self.leastRise, fit.rSquared >= 0.95, fit.slope > 4 * error else { return nil }
    exponent = fit.slope
    standardError = error
  }
}

/// A trajectory with the past of each moment beside it.
private struct Embedding {
  /// Row by row.
  private let rows: [Double]
  private let width: Int
  let count: Int
  /// A turn in samples: 2π times the ratio of the sizes of positions and steps.
  let turn: Int
  /// log of the root mean square distance of any two moments.
  let logSize: Double

  init(_ samples: Samples) {
    let scaled = DetrendedWindow(samples, players: [0..<samples.channelCount]).samples
    let size = scaled.squaredNorms.reduce(0, +)
    let speed = scaled.differences.squaredNorms.reduce(0, +)
    let turn = speed > 0 ? 2 * Double.pi * (size / speed).squareRoot() : 0
    self.turn = Int(min(turn, Double(scaled.count)))
    let delay = max(1, self.turn / 4)
    let count = max(0, scaled.count - 2 * delay)
    let channels = scaled.channelCount
    var rows: [Double] = []
    rows.reserveCapacity(count * channels * 3)
    for moment in 0..<count {
      for past in 0..<3 {
        for channel in 0..<channels { rows.append(scaled[moment + past * delay, channel]) }
      }
    }
    self.rows = rows
    self.count = count
    width = 3 * channels
    logSize = 0.5 * logarithm(max(6 * size / Double(max(1, scaled.count)), 1e-300))
  }

  private func squaredDistance(_ one: Int, _ other: Int) -> Double {
    var sum = 0.0
    rows.withUnsafeBufferPointer { rows in
      for part in 0..<width {
        let difference = rows[one * width + part] - rows[other * width + part]
        sum += difference * difference
      }
    }
    return sum
  }

  /// Moments, evenly spread, with their nearest neighbors at least a turn away.
  func pairs(_ wanted: Int, horizon: Int) -> [(Int, Int)] {
    let usable = count - horizon
    guard usable > 2 * turn else { return [] }
    return (0..<wanted).compactMap { index in
      let moment = index * usable / wanted
      var nearest = (distance: Double.infinity, place: -1)
      for other in 0..<usable where abs(other - moment) > turn {
        let distance = squaredDistance(moment, other)
        // Two moments that are equal to the last bit never part.
        if distance < nearest.distance, distance > 0 { nearest = (distance, other) }
      }
      return nearest.place < 0 ? nil : (moment, nearest.place)
    }
  }

  /// S(k) for k up to the horizon.
  func curve(of pairs: [(Int, Int)], horizon: Int) -> [Double] {
    (0..<horizon).map { step in
      let sum = pairs.reduce(0) {
        $0 + 0.5 * logarithm(max(squaredDistance($1.0 + step, $1.1 + step), 1e-300))
      }
      return sum / Double(max(1, pairs.count))
    }
  }
}

extension CycleAnalysis {
  /// The verdict once the trajectory was asked whether it is chaotic: for when its dynamics are not at hand.
  ///
  /// Of what is quasi-periodic, or cycles without returning well; `chaotic` where neighboring stretches part
  /// exponentially, else as it was, with a word on what cannot be told.
  public func askingForChaos(_ verdict: Verdict) -> Verdict {
    let isOpen =
      verdict.kind == .quasiPeriodic
      || verdict.kind == .cycling && (verdict.numbers["recurrence"] ?? 1) < 0.95
    guard isOpen else { return verdict }
    let since = max(0, (verdict.sinceStep - verdict.sampling.first) / verdict.sampling.stride)
    let reduction = ChannelReduction(trajectory, players: players)
    let count = reduction.trajectory.stepCount
    let most = CycleConstants.maximumCount(channels: reduction.trajectory.channelCount)
    let samples = reduction.trajectory.samples(max(min(since, count), count - most)..<count)
    guard let found = NeighborDivergence(samples) else {
      return verdict.kind == .quasiPeriodic ? verdict.withoutChaos : verdict
    }
    let stride = Double(verdict.sampling.stride)
    return verdict.chaotic(
      exponent: found.exponent / stride, standardError: found.standardError / stride,
      isEstimate: true)
  }
}
