public import SaddleRecording

/// What a run's recorded gaps for one λ amount to.
public struct GapSummary: Hashable, Sendable {
  /// A gap and where it was.
  public struct Point: Hashable, Sendable {
    /// The gap.
    public let value: Double
    /// The step.
    public let step: Int
  }

  /// λ.
  public let penalty: Double
  /// The number of steps at which the gap was measured.
  public let count: Int
  /// The first step whose gap was at most the tolerance; nil if none was.
  public let firstBelow: Int?
  /// The least gap and its step.
  public let best: Point
  /// The last gap and its step.
  public let last: Point
  /// The area under the gap over its range of steps, divided by the range: its mean along the run.
  public let mean: Double
  /// The slope per 1,000 steps of a straight line through the second half, by least squares.
  public let trend: Double?
  /// The standard error of the trend.
  public let trendError: Double?

  /// Sums up readings of one λ; nil if none is a number.
  public init?(_ readings: [GapReading], tolerance: Double) {
    let usable = readings.filter { !$0.value.isNaN }.sorted { $0.step < $1.step }
    guard let first = usable.first, let last = usable.last,
      let best = usable.min(by: { $0.value < $1.value })
    else { return nil }
    penalty = first.penalty
    count = usable.count
    firstBelow = usable.first { $0.value <= tolerance }?.step
    self.best = Point(value: best.value, step: best.step)
    self.last = Point(value: last.value, step: last.step)
    var area = 0.0
    for (left, right) in zip(usable, usable.dropFirst()) {
      area += (left.value + right.value) / 2 * Double(right.step - left.step)
    }
    mean = last.step > first.step ? area / Double(last.step - first.step) : last.value
    (trend, trendError) = Self.slope(usable.suffix((usable.count + 1) / 2))
  }

  private static func slope(_ readings: ArraySlice<GapReading>) -> (Double?, Double?) {
    let count = Double(readings.count)
    guard readings.count >= 3 else { return (nil, nil) }
    let (x, y) = (readings.map { Double($0.step) / 1_000 }, readings.map(\.value))
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (square, product) = (0.0, 0.0)
    for index in x.indices {
      square += (x[index] - meanX) * (x[index] - meanX)
      product += (x[index] - meanX) * (y[index] - meanY)
    }
    guard square > 0 else { return (nil, nil) }
    let slope = product / square
    let rest = x.indices.reduce(0) { sum, index in
      let miss = y[index] - meanY - slope * (x[index] - meanX)
      return sum + miss * miss
    }
    return (slope, (rest / (count - 2) / square).squareRoot())
  }
}

extension [GapSummary] {
  /// What the summaries of all λ say in one sentence: the largest λ for which the gap fell below the
  /// tolerance, since when, and whether a Nash equilibrium was reached.
  ///
  /// Gaps do not decrease in λ: whoever reaches one λ has reached all smaller ones.
  public func sentence(tolerance: Double) -> String {
    guard !isEmpty else { return "no gap was measured" }
    let bound = "to within \(tolerance)"
    let nash = first { $0.penalty == .infinity }
    if let step = nash?.firstBelow {
      return "reached a Nash equilibrium \(bound) at step \(step)"
    }
    let reached = filter { $0.penalty.isFinite && $0.firstBelow != nil }
      .max { $0.penalty < $1.penalty }
    let never = nash == nil ? "the Nash gap was not measured" : "never a Nash equilibrium"
    guard let reached, let step = reached.firstBelow else {
      return "reached no equilibrium \(bound) for any λ that was measured; \(never)"
    }
    let kind =
      reached.penalty == 0 ? "best minimax play" : "a \(reached.penalty)-proximal equilibrium"
    return "reached \(kind) \(bound) at step \(step); \(never)"
  }
}
