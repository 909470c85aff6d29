import SaddleEquilibrium
public import SaddleGames
public import SaddleRecording
import SaddleTraining

/// Plays a plan and records every step: where train meets record.
///
///     let session = try TrainingSession(plan, data: table)
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
  private let isResumed: Bool
  private let wallSecondsBefore: Double
  private var trainer: Trainer
  private var probe: EquilibriumProbe

  /// Makes the game and the method, and stands at the game's initial profile.
  ///
  /// - Throws: `GameError`, `TrainingError` or ``ExperimentError`` about the plan.
  public init(_ plan: TrainingPlan, data: DataTable? = nil) throws {
    try self.init(plan, data: data, checkpoint: nil)
  }

  /// Stands at the last durable step of a recorded run.
  ///
  /// - Parameters:
  ///   - checkpoint: where the record stands.
  ///   - plan: the plan of the run; only its number of steps may have changed.
  ///   - data: the same data as before.
  /// - Throws: ``ExperimentError`` with code `.notResumable` if the data differ.
  public init(
    resuming checkpoint: Checkpoint, plan: TrainingPlan, data: DataTable? = nil
  ) throws {
    try self.init(plan, data: data, checkpoint: checkpoint)
    let recorded = checkpoint.run.trainingParameters.first { $0.name == "dataDigest" }?.value
    guard recorded == data?.digest else {
      throw ExperimentError(
        .notResumable, "the data are not those that the run was begun with",
        hint: "give the original file with --data FILE.csv")
    }
  }

  private init(_ plan: TrainingPlan, data: DataTable?, checkpoint: Checkpoint?) throws {
    try plan.validate()
    let (game, gameValues) = try GameCatalog.entry(named: plan.game)
      .game(settings: plan.gameSettings, data: data)
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
    self.plan = plan
    self.game = game
    parameters = (
      Self.record(gameValues), Self.record(methodValues), plan.trainingParameters(data: data)
    )
    isResumed = checkpoint != nil
    wallSecondsBefore = checkpoint?.wallSeconds ?? 0
    probe = EquilibriumProbe(
      game: game,
      penalties: EquilibriumProbe.hasProximalGaps(game) ? plan.proximalPenalties : [])
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
      proximalPenalties: probe.penalties,
      knownEquilibria: game.knownEquilibria.map(RecordedEquilibrium.init),
      gapDomain: (game as? any MinMaxGame)?.gapDomain, environment: environment)
  }

  /// Plays to the end of the plan, recording each step, and finishes the record.
  ///
  /// - Parameters:
  ///   - recorder: the record of this run; on resuming, it holds the current step already.
  ///   - isInterrupted: asked before each step; true ends the run as ``Outcome/interrupted``.
  ///   - observe: told of each step after it was handed to the recorder; keep it cheap.
  /// - Returns: how the run ended, after the last step is durable.
  /// - Throws: what the recorder throws; everything acknowledged before is safe.
  public mutating func play(
    into recorder: any RunRecorder,
    isInterrupted: () -> Bool = { false },
    observe: (StepRecord) -> Void = { _ in }
  ) throws -> Outcome {
    let start = ContinuousClock.now
    var outcome =
      isResumed
      ? ending(at: trainer.state.profile)
      : try recordStep(since: start, into: recorder, observe)
    while outcome == nil {
      if trainer.state.step >= plan.steps {
        outcome = .stepLimit
      } else if isInterrupted() {
        outcome = .interrupted
      } else {
        trainer.step()
        outcome = try recordStep(since: start, into: recorder, observe)
      }
    }
    let ending = outcome ?? .stepLimit
    try recorder.finish(ending)
    return ending
  }

  /// Records the current iterate and says whether the run must end there.
  private mutating func recordStep(
    since start: ContinuousClock.Instant, into recorder: any RunRecorder,
    _ observe: (StepRecord) -> Void
  ) throws -> Outcome? {
    let state = trainer.state
    let measurement = probe.measure(at: state.profile)
    let record = StepRecord(
      step: state.step,
      wallSeconds: wallSecondsBefore + (ContinuousClock.now - start) / .seconds(1),
      metrics: StepMetrics(measurement),
      proximalGaps: measurement.proximalGaps,
      minimizer: Array(state.profile[.minimizer]),
      maximizer: Array(state.profile[.maximizer]),
      methodMemory: state.memory)
    try recorder.record(record)
    observe(record)
    return ending(at: state.profile)
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
