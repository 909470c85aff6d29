public import SaddleData
public import SaddleEquilibrium
public import SaddleGames
public import SaddleRecording

/// The game of a recorded run, made again from its record: what analyses of recorded steps need.
public struct RecordedGame: Sendable {
  /// The run.
  public let run: RunDescription
  /// What was played.
  public let game: any VariationalInequality

  /// Makes the game from its recorded name and parameters.
  ///
  /// - Parameters:
  ///   - run: the run's description.
  ///   - data: the data that it was played on, if any.
  /// - Throws: `GameError`, or ``ExperimentError`` with code `.notResumable` if the data differ or the
  ///   sizes do not fit, `.notAnalyzable` if the game has no payoff.
  public init(_ run: RunDescription, data: Dataset? = nil) throws {
    let plan = try TrainingPlan(recorded: run)
    let recorded = run.trainingParameters.first { $0.name == "dataDigest" }?.value
    guard recorded == data?.digest else {
      throw ExperimentError(
        .notResumable, "the data are not those that run '\(run.name)' was played on",
        hint: "name the original data with --data")
    }
    let (game, _) = try PlayableGames.entry(named: plan.game)
      .game(settings: plan.gameSettings, data: data)
    let shape = ProfileShape(
      minimizerCount: run.minimizerCount, maximizerCount: run.maximizerCount)
    guard game.shape == shape else {
      throw ExperimentError(
        .notResumable,
        "the record of '\(run.name)' has \(shape.count) parameters and its game \(game.shape.count)"
      )
    }
    self.run = run
    self.game = game
  }

  /// The zero-sum game that gaps and second-order tests refer to at a step, on batches where it is a
  /// sampled one.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - profile: its parameters.
  ///   - batches: how many batches of a sampled game are measured on.
  ///   - isPenalized: whether penalties that the maximizer pays count in the payoff.
  ///   - memory: what the method and the game carry at the step, asked for only where the game carries
  ///     something.
  /// - Returns: the game.
  /// - Throws: ``ExperimentError`` with code `.notAnalyzable` for a field without a payoff; what `memory`
  ///   throws.
  public func gapData(
    at step: Int, profile: StrategyProfile, batches: Int = 8, isPenalized: Bool = false,
    memory: () throws -> [Double]
  ) throws -> GapData {
    var state = (game as? any SampledGame)?.initialState(at: profile, seed: run.seed) ?? []
    if !state.isEmpty { state = try memory().suffix(state.count) }
    guard
      let data = GapData(
        of: game, state: state, seed: run.seed, step: step, batches: batches,
        isPenalized: isPenalized)
    else {
      throw ExperimentError(
        .notAnalyzable,
        "the game '\(run.game)' is a field without a payoff: it has no gaps and no equilibrium types",
        hint: "saddlebag cycles tells what its runs do")
    }
    return data
  }

  /// The profile of a recorded step, if it can be measured.
  ///
  /// - Throws: ``ExperimentError`` with code `.notAnalyzable` if it does not fit the game or a parameter is
  ///   NaN or infinite.
  public func check(
    _ profile: StrategyProfile, at step: Int
  ) throws(ExperimentError) -> StrategyProfile {
    guard profile.shape == game.shape else {
      throw ExperimentError(
        .notAnalyzable, "step \(step) of '\(run.name)' does not fit the game's shape")
    }
    guard profile.isFinite else {
      throw ExperimentError(
        .notAnalyzable,
        "a parameter of '\(run.name)' is NaN or infinite at step \(step): nothing can be measured",
        hint: "choose an earlier step with --step")
    }
    return profile
  }
}
