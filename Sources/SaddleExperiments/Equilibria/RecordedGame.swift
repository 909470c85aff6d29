public import SaddleData
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
    let (game, _) = try GameCatalog.entry(named: plan.game)
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

  /// The zero-sum game that gaps and second-order tests refer to.
  ///
  /// - Throws: ``ExperimentError`` with code `.notAnalyzable` for a field without a payoff.
  public func payoffGame() throws(ExperimentError) -> any MinMaxGame {
    guard let game = game as? any MinMaxGame else {
      throw ExperimentError(
        .notAnalyzable,
        "the game '\(run.game)' is a field without a payoff: it has no gaps and no equilibrium types",
        hint: "saddlebag cycles tells what its runs do")
    }
    return game
  }

  /// A recorded step as a profile of the game.
  ///
  /// - Throws: ``ExperimentError`` with code `.notAnalyzable` if a parameter is NaN or infinite.
  public func profile(_ step: StepRecord) throws(ExperimentError) -> StrategyProfile {
    guard let minimizer = step.minimizer, let maximizer = step.maximizer else {
      throw ExperimentError(
        .notAnalyzable, "step \(step.step) of '\(run.name)' was recorded without its parameters",
        hint:
          "choose a step that is a multiple of the run's keyframes, or train with --parameters raw")
    }
    let profile = StrategyProfile(minimizer: minimizer, maximizer: maximizer)
    guard profile.shape == game.shape else {
      throw ExperimentError(
        .notAnalyzable, "step \(step.step) of '\(run.name)' does not fit the game's shape")
    }
    guard profile.isFinite else {
      throw ExperimentError(
        .notAnalyzable,
        "a parameter of '\(run.name)' is NaN or infinite at step \(step.step): nothing can be measured",
        hint: "choose an earlier step with --step")
    }
    return profile
  }
}
