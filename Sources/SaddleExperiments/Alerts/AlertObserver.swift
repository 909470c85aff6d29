import SaddleCycles
public import SaddleGames
public import SaddleRecording

/// Watches a training for cycles and divergence, and records what it notices with the step.
///
/// It looks at all parameters of small games, of others at 16 sums of them with fixed random signs:
/// 4 MB and about a microsecond a step, whatever the run's length, and one pass over the parameters. An
/// alert is taken back when the rotation or the growth is seen no more. What it notices follows from the
/// iterates alone: a resumed run notices the same if it is first given the recorded iterates by
/// ``replay(_:step:)``; without, it starts to watch anew.
public final class AlertObserver: StepObserver {
  /// The alerts raised in this session, as they were.
  public private(set) var raised: [RunAlert] = []
  /// The alert that ended the run; nil if none did.
  public private(set) var stop: RunAlert?
  /// How many alerts were taken back.
  public private(set) var clearedCount = 0
  private let policy: AlertPolicy
  private let sketch: ChannelSketch
  private var watch: CycleWatch
  private var row: [Double]
  /// The kinds whose alert stands.
  private var open: Set<RunAlert.Kind> = []
  private var firstStep: Int?

  /// Begins to watch a game of this shape.
  public init(_ policy: AlertPolicy, shape: ProfileShape) {
    self.policy = policy
    sketch = ChannelSketch(
      widths: [shape.minimizerCount, shape.maximizerCount], sums: 8, most: 16)
    row = [Double](repeating: 0, count: max(1, sketch.channelCount))
    watch = Self.watch(sketch, policy)
  }

  private static func watch(_ sketch: ChannelSketch, _ policy: AlertPolicy) -> CycleWatch {
    CycleWatch(
      channelCount: max(1, sketch.channelCount), players: sketch.players,
      leastConfidence: policy.threshold(.cycle) ?? 1,
      leastGrowthConfidence: policy.threshold(.diverging) ?? 1)
  }

  /// Forgets what was replayed.
  public func startAnew() {
    watch = Self.watch(sketch, policy)
    open = []
    firstStep = nil
  }

  /// Sees an iterate that is recorded already.
  public func replay(_ profile: StrategyProfile, step: Int) { _ = notice(profile, step: step) }

  /// Adds what is noticed to the record; ends the run where the policy says so.
  public func observe(
    _ moment: StepMoment, record: inout StepRecord, recorder: any RunRecorder
  ) throws -> Outcome? {
    let changes = notice(moment.profile, step: moment.step)
    guard !changes.isEmpty else { return nil }
    record.alerts += changes
    for change in changes {
      switch change {
      case .cleared: clearedCount += 1
      case .raised(let alert):
        raised.append(alert)
        if policy.stops.contains(alert.kind), stop == nil { stop = alert }
      }
    }
    return stop.map { $0.kind == .diverging ? .diverged : .interrupted }
  }

  /// What the next iterate changes; mostly nothing.
  public func notice(_ profile: StrategyProfile, step: Int) -> [AlertChange] {
    let first = firstStep ?? step
    firstStep = first
    let shape = profile.shape
    profile.values.withUnsafeBufferPointer { values in
      sketch.reduce(
        [
          UnsafeBufferPointer(rebasing: values[shape.range(of: .minimizer)]),
          UnsafeBufferPointer(rebasing: values[shape.range(of: .maximizer)]),
        ], into: &row, at: 0)
    }
    return watch.observe(row).compactMap { change($0, firstStep: first) }
  }

  private func change(_ event: WatchEvent, firstStep: Int) -> AlertChange? {
    let (step, since) = (firstStep + event.step, firstStep + event.sinceStep)
    switch event.kind {
    case .cycling:
      let period = event.period.map(Self.short) ?? "unknown"
      return raise(
        RunAlert(
          kind: .cycle, step: step, sinceStep: since, confidence: event.confidence,
          period: event.period,
          evidence: "it goes round with period \(period), seen three times in a row"))
    case .growing:
      let folds = event.rate.map { Self.short(1 / $0) } ?? "unknown"
      return raise(
        RunAlert(
          kind: .diverging, step: step, sinceStep: since, confidence: event.confidence, period: nil,
          evidence: "its steps grow by e every \(folds) steps"))
    case .diverged:
      return raise(
        RunAlert(
          kind: .diverging, step: step, sinceStep: since, confidence: 1, period: nil,
          evidence: "a parameter is not finite or beyond 1e100"))
    case .cleared: return clear(.cycle)
    case .growthEnded: return clear(.diverging)
    }
  }

  private func raise(_ alert: RunAlert) -> AlertChange? {
    guard let least = policy.threshold(alert.kind), alert.confidence >= least,
      open.insert(alert.kind).inserted
    else { return nil }
    return .raised(alert)
  }

  private func clear(_ kind: RunAlert.Kind) -> AlertChange? {
    open.remove(kind) == nil ? nil : .cleared(kind)
  }

  /// Four significant digits.
  private static func short(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "unknown" }
    var scale = 1.0
    while value * scale < 1000, scale < 1e12 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && rounded < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
