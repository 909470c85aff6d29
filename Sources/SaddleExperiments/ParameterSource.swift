import SaddleData
public import SaddleGames
public import SaddleRecording

/// Both players' parameters at any recorded step of a run, wherever they come from.
///
/// What is stored is read; what is not is played again from the newest keyframe before it, and proved by
/// the recorded digest of every step on the way. Who asks does not know the difference, but for the
/// time: at most as many steps are played as lie between two keyframes, and steps that are asked for in
/// ascending order are played once.
///
///     let source = ParameterSource(run, reader: store)
///     for step in stride(from: 0, through: 10_000, by: 10) { use(try source.profile(at: step)) }
public final class ParameterSource {
  /// The run.
  public let run: Run
  let reader: any StateReader
  private let dataSpecification: String?
  /// Where the last replay stands.
  private var session: TrainingSession?

  /// Looks at a run's record.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - reader: the store that holds it.
  ///   - dataSpecification: where the data of a run on data are; nil: where they were. They are opened
  ///     when the first step is played again.
  public init(_ run: Run, reader: any StateReader, dataSpecification: String? = nil) {
    self.run = run
    self.reader = reader
    self.dataSpecification = dataSpecification
  }

  /// The steps that can be asked for; nil if none is recorded.
  public var steps: ClosedRange<Int>? {
    run.lastStep.map { $0 - run.stepCount + 1...$0 }
  }

  /// Both players' parameters at a step.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - isInterrupted: asked before each step that is played again; true ends it.
  /// - Returns: x and y.
  /// - Throws: ``ExperimentError`` with code `.notReplayable` if the step is not recorded, or comes out
  ///   otherwise when it is played again, or `.interrupted`; what the store throws.
  public func profile(
    at step: Int, isInterrupted: () -> Bool = { false }
  ) throws -> StrategyProfile {
    try check(step)
    if let stored = try reader.storedParameters(of: run.id, at: step) {
      return StrategyProfile(minimizer: stored.minimizer, maximizer: stored.maximizer)
    }
    return try replayed(to: step, digests: nil, isInterrupted).profile
  }

  /// The whole state at a step: from it a training can go on.
  ///
  /// - Throws: as ``profile(at:)``.
  public func state(at step: Int) throws -> Checkpoint {
    try check(step)
    let session = try replayed(to: step)
    if let stored = try reader.storedParameters(of: run.id, at: step) {
      // A run that was recorded before there were digests is proved by its parameters.
      let profile = StrategyProfile(minimizer: stored.minimizer, maximizer: stored.maximizer)
      guard
        session.profile.values.elementsEqual(profile.values, by: { $0.bitPattern == $1.bitPattern })
      else {
        throw notReplayable("played again, step \(step) of run \(run.id) comes out otherwise")
      }
    }
    return Checkpoint(
      run: run.description, step: step, wallSeconds: 0,
      minimizer: Array(session.profile[.minimizer]), maximizer: Array(session.profile[.maximizer]),
      methodMemory: session.memory)
  }

  private func check(_ step: Int) throws(ExperimentError) {
    guard let steps else { throw notReplayable("run \(run.id) has no recorded step") }
    guard steps.contains(step) else {
      throw notReplayable(
        "run \(run.id) has the steps \(steps.lowerBound) to \(steps.upperBound), and not \(step)")
    }
  }

  private func notReplayable(_ message: String) -> ExperimentError {
    ExperimentError(.notReplayable, message)
  }

  /// A session at the step: the one at hand where it need only play on, else one from the newest
  /// keyframe, else from the start.
  ///
  /// - Parameters:
  ///   - step: where to.
  ///   - digests: those from where the session at hand is up to there; nil: neither it nor they are known.
  ///   - isInterrupted: asked at each step; true ends it with `.interrupted`.
  /// - Returns: the session.
  /// - Throws: as ``profile(at:isInterrupted:)``.
  func replayed(
    to step: Int, digests: [UInt64?]? = nil, _ isInterrupted: () -> Bool = { false }
  ) throws -> TrainingSession {
    let keyframeStep = digests == nil ? try reader.keyframeStep(of: run.id, before: step) : nil
    if var current = session, current.step <= step, keyframeStep.map({ $0 <= current.step }) ?? true
    {
      let rest = Checkpoint(
        run: run.description, step: current.step, recordedStep: step, wallSeconds: 0, minimizer: [],
        maximizer: [], methodMemory: [],
        digests: try digests ?? reader.digests(of: run.id, at: current.step...step))
      session = nil
      try current.replay(rest, isInterrupted: isInterrupted)
      session = current
      return current
    }
    let plan = try TrainingPlan(recorded: run.description)
    let data = try
      (plan.dataSpecification == nil ? nil : dataSpecification ?? plan.dataSpecification)
      .map(Dataset.init(specification:))
    let found: TrainingSession
    if let keyframe = try reader.keyframe(of: run.id, before: step) {
      found = try TrainingSession(
        resuming: keyframe, plan: plan, data: data, isInterrupted: isInterrupted)
    } else {
      found = try replayedFromTheStart(to: step, plan, data, isInterrupted)
    }
    session = found
    return found
  }

  private func replayedFromTheStart(
    to step: Int, _ plan: TrainingPlan, _ data: Dataset?, _ isInterrupted: () -> Bool
  ) throws -> TrainingSession {
    guard run.description.origin == nil, steps?.lowerBound == 0 else {
      throw notReplayable(
        "run \(run.id) keeps no state from which step \(step) can be played again")
    }
    var session = try TrainingSession(plan, data: data)
    try session.replay(
      Checkpoint(
        run: run.description, step: 0, recordedStep: step, wallSeconds: 0, minimizer: [],
        maximizer: [], methodMemory: [], digests: try reader.digests(of: run.id, at: 0...step)),
      isInterrupted: isInterrupted)
    return session
  }
}
