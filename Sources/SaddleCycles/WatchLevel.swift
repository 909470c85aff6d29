/// One level of a watch: the last 2,048 means of 2^level steps.
struct WatchLevel: Sendable {
  private struct Agreement {
    let firstStep: Int
    var lastPeriod: Double
    var count: Int
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
  /// The period of the cycle that this level has told of, in steps.
  private(set) var alert: Double?

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

  /// Judges the rows held, oldest first.
  ///
  /// `isMuted` holds back an alert while another level tells of a cycle.
  mutating func judge(players: [Range<Int>], step: Int, isMuted: Bool) -> WatchEvent? {
    let samples = held
    let oscillation =
      samples.isFlatAtEnd ? nil : Oscillation(samples, players: players, isWhole: false)
    guard let oscillation, isCycle(oscillation) else {
      agreement = nil
      // A cycle whose window is not one regime is still one.
      guard alert != nil, oscillation?.kind != .cycling else { return nil }
      alert = nil
      return WatchEvent(kind: .cleared, step: step)
    }
    let period = oscillation.period * Double(1 << level)
    if var known = agreement,
      abs(known.lastPeriod / period - 1) < CycleConstants.agreementTolerance
    {
      known.count += 1
      known.lastPeriod = period
      agreement = known
    } else {
      agreement = Agreement(firstStep: step, lastPeriod: period, count: 1)
    }
    guard let agreement, agreement.count >= CycleConstants.agreementCount, alert == nil, !isMuted,
      Double(step - agreement.firstStep) >= CycleConstants.agreementPeriods * period
    else { return nil }
    alert = period
    return WatchEvent(
      kind: .cycling, step: step, sinceStep: agreement.firstStep, period: period,
      confidence: Confidence.of(WindowFinding(oscillation), stepCount: samples.count))
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
