/// One level of a watch: the last 2,048 means of 2^level steps.
struct WatchLevel: Sendable {
  /// Judgments in a row that found the same number.
  private struct Agreement {
    var firstStep: Int
    var last: Double
    var count = 1

    /// Goes on from what was found before, or begins anew.
    init(
      after known: Agreement?, _ value: Double, at step: Int,
      tolerance: Double = CycleConstants.agreementTolerance
    ) {
      firstStep = step
      last = value
      guard let known, abs(known.last / value - 1) < tolerance else { return }
      firstStep = known.firstStep
      count = known.count + 1
    }
  }

  let level: Int
  let channelCount: Int
  /// A ring of rows.
  private var ring: [Double] = []
  private var rowCount = 0
  private var nextJudgment = CycleConstants.firstJudgment
  /// The sum of rows not yet passed up, and whether there is one.
  private var pending: [Double]
  private var isPending = false
  private var agreement: Agreement?
  private var growth: Agreement?
  /// The period of the cycle that this level has told of, in steps.
  private(set) var alert: Double?
  /// Whether this level has told of growth that goes on.
  private(set) var isGrowing = false

  init(_ level: Int, channelCount: Int) {
    self.level = level
    self.channelCount = channelCount
    pending = [Double](repeating: 0, count: channelCount)
  }

  var byteCount: Int { 8 * (ring.count + pending.count) }

  /// Takes a row; whether the level is to be judged now.
  mutating func isDue(after row: [Double]) -> Bool {
    let capacity = CycleConstants.watchCapacity
    if rowCount < capacity {
      // Grown by doubling up to the capacity: short runs hold little.
      if ring.isEmpty { ring.reserveCapacity(CycleConstants.firstJudgment * channelCount) }
      ring.append(contentsOf: row)
    } else {
      let offset = rowCount % capacity * channelCount
      for channel in 0..<channelCount { ring[offset + channel] = row[channel] }
    }
    rowCount += 1
    guard rowCount >= nextJudgment else { return false }
    nextJudgment =
      rowCount < capacity
      ? max(rowCount + 64, rowCount + rowCount / 4) : rowCount + CycleConstants.judgmentHop
    return true
  }

  /// Makes the mean of two rows in place; false after the first of them.
  mutating func carry(_ row: inout [Double]) -> Bool {
    if isPending {
      for channel in 0..<channelCount { row[channel] = (row[channel] + pending[channel]) / 2 }
    } else {
      for channel in 0..<channelCount { pending[channel] = row[channel] }
    }
    isPending.toggle()
    return !isPending
  }

  /// What a judgment must know beside the rows.
  struct Context {
    let players: [Range<Int>]
    let step: Int
    let leastConfidence: Double
    let leastGrowthConfidence: Double
    /// Whether another level tells of a cycle, or of growth, so that this one need not.
    let isCycleTold: Bool
    let isGrowthTold: Bool
  }

  /// Judges the rows held, oldest first.
  mutating func judge(_ context: Context) -> [WatchEvent] {
    let samples = held
    return [judgeGrowth(samples, context), judgeCycle(samples, context)].compactMap(\.self)
  }

  private mutating func judgeCycle(_ samples: Samples, _ context: Context) -> WatchEvent? {
    let step = context.step
    let oscillation = rotation(of: samples, context)
    guard let oscillation, isCycle(oscillation) else {
      agreement = nil
      // A cycle whose window is not one regime is still one.
      guard alert != nil, oscillation?.kind != .cycling else { return nil }
      alert = nil
      return WatchEvent(kind: .cleared, step: step)
    }
    let period = oscillation.period * Double(1 << level)
    agreement = Agreement(after: agreement, period, at: step)
    let confidence = Confidence.of(WindowFinding(oscillation), stepCount: samples.count)
    guard let agreement, agreement.count >= CycleConstants.agreementCount, alert == nil,
      !context.isCycleTold, confidence >= context.leastConfidence,
      Double(step - agreement.firstStep) >= CycleConstants.agreementPeriods * period
    else { return nil }
    alert = period
    return WatchEvent(
      kind: .cycling, step: step, sinceStep: agreement.firstStep, period: period,
      confidence: confidence)
  }

  /// The rotation of the rows held; while the level still holds the run's first row, of their last
  /// half if the whole does not cycle: that cuts the start's transient off.
  private func rotation(of samples: Samples, _ context: Context) -> Oscillation? {
    guard !samples.isFlatAtEnd else { return nil }
    let whole = Oscillation(samples, players: context.players, isWhole: false)
    guard rowCount <= CycleConstants.watchCapacity, !(whole.map(isCycle) ?? false) else {
      return whole
    }
    let start = samples.count / 2
    guard start >= CycleConstants.firstJudgment else { return whole }
    let recent = Oscillation(
      samples[start..<samples.count], players: context.players, isWhole: false)
    return recent.map(isCycle) ?? false ? recent : whole
  }

  private mutating func judgeGrowth(_ samples: Samples, _ context: Context) -> WatchEvent? {
    let envelope = StepEnvelope(samples)
    let isExponential =
      envelope.isExponential && envelope.span >= CycleConstants.spiralSpan
      && envelope.fit.line.rSquared >= CycleConstants.exponentialRSquared
    guard isExponential else {
      growth = nil
      guard isGrowing else { return nil }
      isGrowing = false
      return WatchEvent(kind: .growthEnded, step: context.step)
    }
    let rate = envelope.rate / Double(1 << level)
    growth = Agreement(
      after: growth, rate, at: context.step, tolerance: CycleConstants.growthTolerance)
    let confidence = Confidence.of(
      WindowFinding(envelope, spiral: nil), stepCount: samples.count)
    guard let growth, growth.count >= CycleConstants.agreementCount, !isGrowing,
      envelope.span >= CycleConstants.exponentialSpan, !context.isGrowthTold,
      confidence >= context.leastGrowthConfidence
    else { return nil }
    isGrowing = true
    return WatchEvent(
      kind: .growing, step: context.step, sinceStep: growth.firstStep, rate: rate,
      confidence: confidence)
  }

  /// Means blur what is shorter than eight of them.
  private func isCycle(_ oscillation: Oscillation) -> Bool {
    [.cycling, .quasiPeriodic].contains(oscillation.kind) && oscillation.isConsistent
      && (level == 0 || oscillation.period >= 8) && oscillation.periodCount >= 4
  }

  private var held: Samples {
    let count = min(rowCount, CycleConstants.watchCapacity)
    let first = rowCount > count ? rowCount % count : 0
    var samples = Samples(zeros: count, channelCount)
    ring.withUnsafeBufferPointer { ring in
      samples.values.withUnsafeMutableBufferPointer { target in
        for index in 0..<count {
          let row = (first + index) % count * channelCount
          for channel in 0..<channelCount { target[channel * count + index] = ring[row + channel] }
        }
      }
    }
    return samples
  }
}

extension Samples {
  /// Whether the last quarter moves less than 1e-6 of the whole: at rest, whatever came before.
  fileprivate var isFlatAtEnd: Bool {
    var (whole, recent) = (0.0, 0.0)
    for channel in 0..<channelCount {
      withChannel(channel) { values in
        let last = values[(count - (count + 3) / 4)...]
        whole = max(whole, (values.max() ?? 0) - (values.min() ?? 0))
        recent = max(recent, (last.max() ?? 0) - (last.min() ?? 0))
      }
    }
    return recent <= CycleConstants.settledTolerance * max(whole, 1e-300)
  }
}
