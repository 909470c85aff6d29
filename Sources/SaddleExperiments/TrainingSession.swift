public import SaddleData
import SaddleEquilibrium
public import SaddleGames
public import SaddleRecording
import SaddleTraining

/// Plays a plan and records every step: where train meets record.
///
///     let session = try TrainingSession(plan, data: dataset)
///     let recorder = try store.begin(session.describe(name: "spiral", …))
///     let outcome = try session.play(into: recorder)
///
/// Each record holds the iterate and what was measured at it; record 0 is the initial profile, so
/// that N steps make N + 1 records.
public struct TrainingSession: Sendable {
  /// What is trained.
  public let plan: TrainingPlan
  /// What is played.
  public let game: any VariationalInequality
  /// The index of the iterate to record or, when resuming, already recorded.
  public var step: Int { trainer.state.step }
  private let parameters: (game: [RunParameter], method: [RunParameter], training: [RunParameter])
  /// How much of the parameters is recorded; on resuming, as the run was begun.
  private let parameterPolicy: ParameterPolicy
  /// Whether the parameters of every step are recorded.
  public var keepsEveryIterate: Bool { parameterPolicy.keepsEveryStep }
  /// The state that the run began with, if it was another run's.
  private let origin: RunOrigin?
  private let isResumed: Bool
  private let isSampled: Bool
  private let wallSecondsBefore: Double
  private var trainer: Trainer
  private var probe: EquilibriumProbe

  /// Makes the game and the method, and stands at the game's initial profile.
  ///
  /// - Throws: `GameError`, `TrainingError` or ``ExperimentError`` about the plan.
  public init(_ plan: TrainingPlan, data: Dataset? = nil) throws {
    try plan.validate()
    let (game, values) = try PlayableGames.entry(named: plan.game)
      .game(settings: plan.gameSettings, data: data)
    try self.init(
      plan, game: game, gameParameters: Self.record(values), data: data, checkpoint: nil)
  }

  /// Plays a game of the caller's own, which the plan only names.
  ///
  /// - Parameters:
  ///   - plan: how to play; its `gameSettings` are recorded as the game's parameters.
  ///   - game: what is played.
  ///   - data: what the game is played on, to record its digest and to measure samples against.
  ///   - checkpoint: where to continue, if the run is resumed.
  /// - Throws: `TrainingError` or ``ExperimentError`` about the plan.
  public init(
    _ plan: TrainingPlan, game: any VariationalInequality, data: Dataset? = nil,
    resuming checkpoint: Checkpoint? = nil
  ) throws {
    try plan.validate()
    let settings = plan.gameSettings.sorted { $0.key < $1.key }
    try self.init(
      plan, game: game,
      gameParameters: settings.map { RunParameter(name: $0.key, value: $0.value) },
      data: data, checkpoint: checkpoint, isReplayable: false)
    if let checkpoint { try trainer.replay(checkpoint) }
  }

  /// Stands at the last durable step of a recorded run.
  ///
  /// Where only keyframes were recorded, the steps since the last one are played again, and each must
  /// have the digest that was recorded of it.
  ///
  /// - Parameters:
  ///   - checkpoint: where the record stands.
  ///   - plan: the plan of the run; only its number of steps may have changed.
  ///   - data: the same data as before.
  ///   - isInterrupted: asked before each step that is played again.
  /// - Throws: ``ExperimentError`` with code `.notResumable` if the data differ, or the steps played
  ///   again do; `.interrupted`.
  public init(
    resuming checkpoint: Checkpoint, plan: TrainingPlan, data: Dataset? = nil,
    isInterrupted: () -> Bool = { false }
  ) throws {
    try plan.validate()
    let (game, values) = try PlayableGames.entry(named: plan.game)
      .game(settings: plan.gameSettings, data: data)
    try self.init(
      plan, game: game, gameParameters: Self.record(values), data: data, checkpoint: checkpoint)
    let recorded = checkpoint.run.trainingParameters.first { $0.name == "dataDigest" }?.value
    guard recorded == data?.digest else {
      throw ExperimentError(
        .notResumable, "the data are not those that the run was begun with",
        hint: "name the original data with --data")
    }
    try trainer.replay(checkpoint, isInterrupted: isInterrupted)
  }

  /// Stands at the state of another run's step, to go on from there as a run of its own.
  ///
  /// Random numbers are keyed by seed and step, so that the new run is the other one's continuation, to
  /// the same bits, as far as their plans agree.
  ///
  /// - Parameters:
  ///   - state: the whole state of one step, of ``ParameterSource/state(at:)``.
  ///   - plan: how to go on: the same game and method, other settings.
  ///   - data: what is played on.
  /// - Throws: as ``init(_:data:)``, or `TrainingError` if the state does not fit.
  public init(
    continuing state: Checkpoint, plan: TrainingPlan, data: Dataset? = nil
  ) throws {
    try plan.validate()
    let (game, values) = try PlayableGames.entry(named: plan.game)
      .game(settings: plan.gameSettings, data: data)
    try self.init(
      plan, game: game, gameParameters: Self.record(values), data: data, checkpoint: state,
      isFork: true)
  }

  private init(
    _ plan: TrainingPlan, game: any VariationalInequality, gameParameters: [RunParameter],
    data: Dataset?, checkpoint: Checkpoint?, isFork: Bool = false,
    isReplayable: Bool = true
  ) throws {
    let (method, methodValues) = try MethodCatalog.entry(named: plan.method)
      .method(settings: plan.methodSettings)
    if let checkpoint {
      trainer = try Trainer(
        game: game, method: method, seed: plan.seed, noiseDeviation: plan.noiseDeviation,
        resumingAt: StrategyProfile(
          minimizer: checkpoint.minimizer, maximizer: checkpoint.maximizer),
        step: checkpoint.step, memory: checkpoint.methodMemory)
    } else {
      trainer = try Trainer(
        game: game, method: method, seed: plan.seed, noiseDeviation: plan.noiseDeviation)
    }
    self.plan = try plan.withCadences(for: game, data: data)
    self.game = game
    parameters = (
      gameParameters, Self.record(methodValues), self.plan.trainingParameters(data: data)
    )
    let resumed = isFork ? nil : checkpoint
    origin =
      isFork
      ? checkpoint.map { RunOrigin(uuid: $0.run.uuid, step: $0.step) } : checkpoint?.run.origin
    parameterPolicy =
      resumed?.run.parameterPolicy ?? plan.parameterPolicy
      ?? .automatic(
        stateCount: game.shape.count + trainer.memory.count, isReplayable: isReplayable)
    isResumed = resumed != nil
    isSampled = game is any SampledGame
    wallSecondsBefore = resumed?.wallSeconds ?? 0
    let current = trainer.currentGame
    probe = EquilibriumProbe(
      game: current,
      penalties: EquilibriumProbe.hasProximalGaps(current) ? plan.proximalPenalties : [])
  }

  private static func record(_ values: ParameterValues) -> [RunParameter] {
    values.all.map { RunParameter(name: $0.name, value: "\($0.value)") }
  }

  /// The run's description, for ``Recorder/begin(_:)``.
  public func describe(
    name: String, experiment: String, environment: RunEnvironment
  ) -> RunDescription {
    RunDescription(
      experiment: experiment, name: name, game: plan.game, method: plan.method, seed: plan.seed,
      gameParameters: parameters.game, methodParameters: parameters.method,
      trainingParameters: parameters.training,
      minimizerCount: game.shape.minimizerCount, maximizerCount: game.shape.maximizerCount,
      parameterPolicy: parameterPolicy,
      parameterFormat: game.isExactInFloat32 ? .float32 : .float64,
      durability: plan.durability, proximalPenalties: probe.penalties,
      knownEquilibria: game.knownEquilibria.map(RecordedEquilibrium.init),
      gapDomain: (probe.game as? any MinMaxGame)?.gapDomain, origin: origin,
      environment: environment)
  }

  /// The current iterate.
  var profile: StrategyProfile { trainer.state.profile }

  /// What a checkpoint keeps besides the iterate.
  var memory: [Double] { trainer.memory }

  /// Plays on to a recorded step without recording, and proves each step by its digest.
  ///
  /// - Throws: ``ExperimentError`` with code `.notReplayable`, or `.interrupted`.
  mutating func replay(
    _ checkpoint: Checkpoint, isInterrupted: () -> Bool
  ) throws(ExperimentError) {
    try trainer.replay(checkpoint, isInterrupted: isInterrupted)
  }

  /// Plays to the end of the plan, recording each step, and finishes the record.
  ///
  /// - Parameters:
  ///   - recorder: the record of this run; on resuming, it holds the current step already.
  ///   - observers: see each step in turn before its record is handed over.
  ///   - isInterrupted: asked before each step; true ends the run as ``Outcome/interrupted``.
  ///   - observe: told of each step after it was handed to the recorder; keep it cheap.
  /// - Returns: how the run ended, after the last step is durable.
  /// - Throws: what the recorder or an observer throws; everything acknowledged before is safe.
  public mutating func play(
    into recorder: any RunRecorder,
    observers: [any StepObserver] = [],
    isInterrupted: () -> Bool = { false },
    observe: (StepRecord) -> Void = { _ in }
  ) throws -> Outcome {
    let start = ContinuousClock.now
    var outcome =
      isResumed
      ? ending(at: trainer.state.profile)
      : try recordStep(since: start, into: recorder, observers, observe, isFirst: true)
    while outcome == nil {
      if trainer.state.step >= plan.steps {
        outcome = .stepLimit
      } else if isInterrupted() {
        outcome = .interrupted
      } else {
        trainer.step()
        outcome = try recordStep(since: start, into: recorder, observers, observe)
      }
    }
    let ending = outcome ?? .stepLimit
    try recorder.finish(ending)
    return ending
  }

  /// Records the current iterate and says whether the run must end there.
  private mutating func recordStep(
    since start: ContinuousClock.Instant, into recorder: any RunRecorder,
    _ observers: [any StepObserver], _ observe: (StepRecord) -> Void, isFirst: Bool = false
  ) throws -> Outcome? {
    let state = trainer.state
    if isSampled { probe.game = trainer.currentGame }
    let measurement = probe.measure(at: state.profile)
    let keepsState = isFirst || parameterPolicy.includesParameters(at: state.step)
    var record = StepRecord(
      step: state.step,
      wallSeconds: wallSecondsBefore + (ContinuousClock.now - start) / .seconds(1),
      metrics: StepMetrics(measurement),
      proximalGaps: measurement.proximalGaps,
      customMetrics: measurement.measures.map { CustomMetric(name: $0.name, value: $0.value) },
      methodMemory: keepsState && (isFirst || keepsMemory(at: state.step)) ? trainer.memory : nil,
      digest: trainer.digest)
    if keepsState {
      record.minimizerSlice = state.profile[.minimizer]
      record.maximizerSlice = state.profile[.maximizer]
    }
    var outcome: Outcome?
    if !observers.isEmpty {
      let moment = StepMoment(
        step: state.step, stepLimit: plan.steps, game: trainer.currentGame, plannedGame: game,
        profile: state.profile, gameState: state.gameState)
      for observer in observers {
        let ending = try observer.observe(moment, record: &record, recorder: recorder)
        outcome = outcome ?? ending
      }
    }
    try recorder.record(record)
    observe(record)
    return ending(at: state.profile) ?? outcome
  }

  /// Whether what the method carries is handed over at a step with parameters: of large ones that are kept
  /// at every step, now and then.
  private func keepsMemory(at step: Int) -> Bool {
    let bytes = game.shape.count * (game.isExactInFloat32 ? 4 : 8)
    return !keepsEveryIterate || isResumed || bytes <= ParameterPolicy.largeStepBytes
      || step % ParameterPolicy.largeMemoryInterval == 0
  }

  private mutating func ending(at profile: StrategyProfile) -> Outcome? {
    if !profile.isFinite { return .nonfinite }
    if profile.values.contains(where: { abs($0) > plan.divergenceLimit }) { return .diverged }
    if let tolerance = plan.tolerance, probe.naturalResidual(at: profile) <= tolerance {
      return .converged
    }
    return nil
  }
}

extension StepMetrics {
  /// What the probe measured, as recorded.
  init(_ measurement: EquilibriumProbe.Measurement) {
    self.init()
    payoff = measurement.payoff
    minimizerLoss = measurement.minimizerLoss
    maximizerLoss = measurement.maximizerLoss
    minimizerGradientNorm = measurement.minimizerGradientNorm
    maximizerGradientNorm = measurement.maximizerGradientNorm
    fieldNorm = measurement.fieldNorm
    equilibriumDistance = measurement.equilibriumDistance
    dualityGap = measurement.dualityGap
    primalGap = measurement.primalGap
  }
}

extension RecordedEquilibrium {
  /// What theory knows, as recorded.
  init(_ known: KnownEquilibrium) {
    let (kind, order): (String, Double?) =
      switch known.kind {
      case .nash: ("nash", nil)
      case .proximal(let upTo): ("proximal", upTo)
      case .stationary: ("stationary", nil)
      }
    self.init(
      kind: kind, proximalOrder: order, note: known.note, profile: known.profile.values)
  }
}
