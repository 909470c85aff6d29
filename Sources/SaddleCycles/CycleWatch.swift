/// Watches a trajectory while it is made, and tells when it begins to cycle.
///
/// Fourteen levels hold means of 1, 2, 4 … 8,192 steps each, the last 1,024 of them in a ring: memory
/// is 14·1,024·d numbers however long the run, and periods up to millions of steps are in view. A level
/// is judged by the rules of ``CycleAnalysis`` for rotations when it holds 256 rows, then whenever it
/// has grown by a quarter, and once full every 1,024 rows. An alert wants three agreeing judgments in a
/// row that span four periods. In stress runs half of all cycles told of are told within thirteen periods;
/// short periods wait for the first 256 rows, and runs of fewer than nine periods are missed.
///
/// Growth is watched too: three agreeing judgments in a row that steps grow exponentially, by ×30 in
/// view, raise it, long before a value stops being finite.
///
/// A row between judgments costs a copy; nothing is allocated for it.
public struct CycleWatch: Sendable {
  /// d.
  public let channelCount: Int
  /// The rows seen.
  public private(set) var stepCount = 0
  /// Whether a value that is not finite, or beyond 1e100, has ended the watch.
  public private(set) var isEnded = false

  private let players: [Range<Int>]
  private let leastConfidence: Double
  private let leastGrowthConfidence: Double
  private var levels: [WatchLevel] = []
  /// The row on its way up the levels.
  private var carried: [Double]

  /// Begins a watch.
  ///
  /// `players` are disjoint ranges of channels, by default the first and the second half. Cycles and
  /// growth are not told of before a judgment is as confident as asked.
  public init(
    channelCount: Int, players: [Range<Int>]? = nil, leastConfidence: Double = 0,
    leastGrowthConfidence: Double = 0
  ) {
    precondition(channelCount > 0, "a watch needs at least one channel")
    self.channelCount = channelCount
    let halves = [0..<(channelCount / 2), (channelCount / 2)..<channelCount]
    self.players = (players ?? halves).filter { !$0.isEmpty }
    precondition(
      self.players.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= channelCount },
      "players must be channels within 0..<\(channelCount)")
    self.leastConfidence = leastConfidence
    self.leastGrowthConfidence = leastGrowthConfidence
    carried = [Double](repeating: 0, count: channelCount)
  }

  /// Whether some level holds a cycle now.
  public var isCycling: Bool { levels.contains { $0.alert != nil } }

  /// Whether some level sees steps grow now.
  public var isGrowing: Bool { levels.contains { $0.isGrowing } }

  /// The bytes held, which stop growing after 14·1,024·d numbers.
  public var byteCount: Int { levels.reduce(0) { $0 + $1.byteCount } }

  /// Takes the next step's values, and tells what changed; mostly nothing.
  ///
  /// - Precondition: `row` has a value per channel.
  public mutating func observe(_ row: [Double]) -> [WatchEvent] {
    precondition(
      row.count == channelCount, "a watch of \(channelCount) channels met \(row.count) values")
    guard !isEnded else { return [] }
    stepCount += 1
    guard row.allSatisfy({ abs($0) <= CycleConstants.blowUpMagnitude }) else {
      isEnded = true
      return [WatchEvent(kind: .diverged, step: stepCount - 1)]
    }
    for channel in 0..<channelCount { carried[channel] = row[channel] }
    var events: [WatchEvent] = []
    for level in 0..<CycleConstants.watchLevels {
      if level == levels.count { levels.append(WatchLevel(level, channelCount: channelCount)) }
      if levels[level].isDue(after: carried) {
        let others = levels.indices.filter { $0 != level }
        let context = WatchLevel.Context(
          players: players, step: stepCount - 1, leastConfidence: leastConfidence,
          leastGrowthConfidence: leastGrowthConfidence,
          isCycleTold: others.contains { levels[$0].alert != nil },
          isGrowthTold: others.contains { levels[$0].isGrowing })
        events += levels[level].judge(context)
      }
      guard levels[level].carry(&carried) else { break }
    }
    return events
  }
}

/// What a watch noticed.
public struct WatchEvent: Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The run cycles.
    case cycling
    /// A cycle told before is there no more.
    case cleared
    /// Steps grow exponentially.
    case growing
    /// Growth told before has ended.
    case growthEnded
    /// A value is not finite, or beyond 1e100: the watch ends.
    case diverged
  }

  /// What happened.
  public let kind: Kind
  /// The 0-based step at which it was noticed.
  public let step: Int
  /// The step at which the first of the agreeing judgments was made.
  public let sinceStep: Int
  /// T in steps, of a cycle.
  public let period: Double?
  /// e-folds per step, of growth.
  public let rate: Double?
  /// The confidence of the last judgment.
  public let confidence: Double

  init(
    kind: Kind, step: Int, sinceStep: Int? = nil, period: Double? = nil, rate: Double? = nil,
    confidence: Double = 1
  ) {
    self.kind = kind
    self.step = step
    self.sinceStep = sinceStep ?? step
    self.period = period
    self.rate = rate
    self.confidence = confidence
  }
}
