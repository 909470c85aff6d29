/// Tells of a trajectory whether it converges, cycles, diverges, drifts, or is noise.
///
/// A trajectory is looked at whole and by its last half, quarter and eighth, until one of them is one
/// regime: that cuts transients off. In a window a rotation is sought as an exact return of all
/// channels together, then as a spectral line against the window's own noise, then as a hump. What
/// turns is demodulated, and the statistics of its amplitude decide: constant for a cycle,
/// exponential for a spiral, that of a driven mode (⟨A⁴⟩ = 2⟨A²⟩²) for a stable game kept turning by
/// noise. What does not turn is judged by the path of 64 block means. Every threshold and its reason
/// is in `CycleConstants`. Of more than 64 channels a sketch is looked at.
///
/// The verdict does not change when all channels are shifted, or permuted within a player, or a
/// player's are rotated or scaled together, up to the rounding of thresholds.
///
/// - Complexity: O(d·n log n + d²·n) with n = min(N, 131,072, 2,097,152/d), and one pass over all N
///   steps; memory for four such windows.
public struct CycleAnalysis: Sendable {
  /// What is judged.
  public let trajectory: Trajectory
  /// Which channels are whose; each player's channels share one scale.
  public let players: [Range<Int>]
  private let stepSizes: [Double]?
  private let gradientNorms: [Double]?
  private let sampling: StepSampling

  /// Prepares a judgment.
  ///
  /// - Parameters:
  ///   - trajectory: a row per step.
  ///   - players: disjoint ranges of channels; by default the first and the second half. Channels of
  ///     no player are not looked at.
  ///   - stepSizes: η of every step, where it is known and varies: cycles are then sought in the time
  ///     Σ η, and their period is told in steps of the last size.
  ///   - gradientNorms: ‖v‖ of every step, where it is known: a run that stands still with a large
  ///     gradient is stalled.
  ///   - sampling: which steps the trajectory's rows are; every step from 0 on unless told otherwise.
  /// - Throws: ``CycleError`` if players or series do not fit the trajectory.
  public init(
    _ trajectory: Trajectory, players: [Range<Int>]? = nil, stepSizes: [Double]? = nil,
    gradientNorms: [Double]? = nil, sampling: StepSampling = StepSampling()
  ) throws(CycleError) {
    let channels = trajectory.channelCount
    let players = players ?? Self.halves(channels)
    var used = Set<Int>()
    for player in players {
      guard trajectory.stepCount == 0 || (player.lowerBound >= 0 && player.upperBound <= channels)
      else {
        throw CycleError(
          .invalidPlayers, "a player has channels \(player) of a trajectory with \(channels)",
          hint: "give ranges within 0..<\(channels)")
      }
      guard used.isDisjoint(with: player) else {
        throw CycleError(
          .invalidPlayers, "two players share channels of \(player)",
          hint: "give every channel to one player")
      }
      used.formUnion(player)
    }
    for (name, series) in [("step sizes", stepSizes), ("gradient norms", gradientNorms)] {
      guard let series, series.count != trajectory.stepCount else { continue }
      throw CycleError(
        .mismatchedSeries, "\(series.count) \(name) for \(trajectory.stepCount) steps",
        hint: "give one per step")
    }
    self.trajectory = trajectory
    self.players = players.filter { !$0.isEmpty }
    self.stepSizes = stepSizes
    self.gradientNorms = gradientNorms
    self.sampling = sampling
  }

  private static func halves(_ channels: Int) -> [Range<Int>] {
    channels > 1 ? [0..<(channels / 2), (channels / 2)..<channels] : [0..<channels]
  }

  /// The verdict, computed anew at each call.
  public func verdict() -> Verdict {
    let report = VerdictReport(trajectory: trajectory, players: players, sampling: sampling)
    guard trajectory.stepCount > 0 else {
      return report.undetermined(
        "nothing to judge by is recorded", missing: CycleConstants.minimumCount)
    }
    if let step = trajectory.blowUpStep { return report.blownUp(at: step, rate: blowUpRate(step)) }
    guard trajectory.stepCount >= CycleConstants.minimumCount else {
      return report.undetermined(
        trajectory.stepCount == 1
          ? "one step is too few to tell" : "\(trajectory.stepCount) steps are too few to tell",
        missing: CycleConstants.minimumCount - trajectory.stepCount)
    }
    if let settled = SettledRun(trajectory, players: players) {
      return report.converged(since: settled.step, isStalled: isStalled)
    }
    let clock = stepSizes.flatMap { StepSizeClock($0) }
    let reduction = ChannelReduction(trajectory, players: players)
    guard let finding = search(reduction, clock) else {
      return report.undetermined("no window could be judged", missing: trajectory.stepCount)
    }
    return report.verdict(finding, channels: reduction.channels, clock: clock)
  }

  private var isStalled: Bool {
    guard let first = gradientNorms?.first, let last = gradientNorms?.last else { return false }
    return first > 0 && last > CycleConstants.stalledGradientShare * first
  }

  /// The rate of the steps over the last half before the blow-up.
  private func blowUpRate(_ step: Int) -> Double? {
    guard step >= CycleConstants.minimumCount else { return nil }
    let start = max(step / 2, step - maximumCount(trajectory))
    return StepEnvelope(trajectory.samples(start..<step)).rate
  }

  private func maximumCount(_ trajectory: Trajectory) -> Int {
    CycleConstants.maximumCount(channels: trajectory.channelCount)
  }

  /// Windows over the whole run; a long run's slow motion by block means, its quick motion by its end.
  private func search(_ reduction: ChannelReduction, _ clock: StepSizeClock?) -> WindowFinding? {
    let trajectory = reduction.trajectory
    let players = reduction.players
    let count = trajectory.stepCount
    let most = maximumCount(trajectory)
    guard count > most else {
      var samples = trajectory.samples(0..<count)
      if let clock { samples = samples.resampled(evenlyIn: clock.times) }
      return WindowFinding.searching(samples, players: players)
    }
    let run = clock.map { trajectory.resampled(evenlyIn: $0.times) } ?? trajectory
    let length = (count + most - 1) / most
    let means = run.blockMeans(ofLength: length)
    guard var slow = WindowFinding.searching(means, players: players) else { return nil }
    let slowPeriods = slow.periodCount ?? 0
    slow.scaleTime(by: length, offset: count - means.count * length)
    let isBlurred = slow.kind == .cycling && slowPeriods > Double(means.count) / 16
    let isOpen =
      [.stationaryNoise, .drifting, .undetermined, .quasiPeriodic].contains(slow.kind) || isBlurred
    guard isOpen else { return slow }
    let start = count - most
    let tail = run.samples(start..<count)
    guard var fast = WindowFinding.searching(tail, players: players) else { return slow }
    fast.scaleTime(by: 1, offset: start)
    guard fast.isConsistent, let period = fast.period,
      [.cycling, .quasiPeriodic, .diverging, .converging].contains(fast.kind)
    else { return slow }
    let isPreferred =
      [.stationaryNoise, .undetermined, .quasiPeriodic].contains(slow.kind)
      || period < Double(32 * length)
    return isPreferred ? fast : slow
  }
}
