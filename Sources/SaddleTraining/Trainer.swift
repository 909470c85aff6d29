public import SaddleGames

/// Plays a game with a method, one step at a time.
///
/// Synchronous and deterministic: parallelism is across runs, never inside one.
///
///     var trainer = try Trainer(game: ScalarBilinear(), method: method, seed: 1)
///     for _ in 0..<1_000 { trainer.step() }
///     print(trainer.state.profile)
public struct Trainer: Sendable {
  /// What is played.
  public let game: any VariationalInequality
  /// How it is played.
  public let method: any TrainingMethod
  /// Where it stands.
  public private(set) var state: MethodState
  private var oracle: GradientOracle

  /// The game at the current iterate: ``game`` itself, or the one of the batch that the next step
  /// begins with if it is a ``SaddleGames/SampledGame``.
  public var currentGame: any VariationalInequality { oracle.game }

  /// What a checkpoint keeps besides the profile: the method's memory, its moves', the game's state.
  public var memory: [Double] {
    if state.ruleMemory.isEmpty && state.gameState.isEmpty { return state.memory }
    return state.memory + state.ruleMemory + state.gameState
  }

  /// Starts at the game's initial profile, projected on the strategy sets.
  ///
  /// - Throws: ``TrainingError`` with code `.incompatible` if the method cannot play the game.
  public init(
    game: any VariationalInequality, method: any TrainingMethod, seed: UInt64,
    noiseDeviation: Double = 0
  ) throws(TrainingError) {
    var random = CounterGenerator(seed: seed, stream: .start)
    var profile = game.initialProfile(using: &random)
    for player in Player.allCases { game.project(player, of: &profile) }
    let gameState = (game as? any SampledGame)?.initialState(at: profile, seed: seed) ?? []
    try self.init(
      game: game, method: method, seed: seed, noiseDeviation: noiseDeviation,
      state: MethodState(startOf: method, at: profile, gameState: gameState))
  }

  /// Continues from a recorded step.
  ///
  /// - Parameters:
  ///   - game: what is played.
  ///   - method: how.
  ///   - seed: that of the run.
  ///   - noiseDeviation: that of the run.
  ///   - profile: the iterate of the step.
  ///   - step: its index.
  ///   - memory: as ``memory`` was at that step.
  /// - Throws: ``TrainingError`` if the method cannot play the game or the state does not fit.
  public init(
    game: any VariationalInequality, method: any TrainingMethod, seed: UInt64,
    noiseDeviation: Double = 0, resumingAt profile: StrategyProfile, step: Int, memory: [Double]
  ) throws(TrainingError) {
    let methodCount = method.memoryCount(for: game.shape)
    let ruleCount = method.rule.memoryCount(for: game.shape)
    var expected = methodCount + ruleCount
    if profile.shape == game.shape, let sampledGame = game as? any SampledGame {
      expected += sampledGame.initialState(at: profile, seed: seed).count
    }
    guard profile.shape == game.shape, memory.count == expected else {
      throw TrainingError(
        .invalidState,
        "the recorded state has \(profile.shape.count) parameters and \(memory.count) other values,"
          + " the game and method have \(game.shape.count) and \(expected)")
    }
    try self.init(
      game: game, method: method, seed: seed, noiseDeviation: noiseDeviation,
      state: MethodState(
        of: method, at: profile, step: step, memory: Array(memory.prefix(methodCount)),
        ruleMemory: Array(memory.dropFirst(methodCount).prefix(ruleCount)),
        gameState: Array(memory.dropFirst(methodCount + ruleCount))))
  }

  private init(
    game: any VariationalInequality, method: any TrainingMethod, seed: UInt64,
    noiseDeviation: Double, state: MethodState
  ) throws(TrainingError) {
    self.game = game
    self.method = method
    self.state = state
    oracle = GradientOracle(game, noiseDeviation: noiseDeviation, seed: seed)
    oracle.begin(step: state.step, gameState: state.gameState)
    try method.checkCompatibility(with: oracle.game)
  }

  /// Plays one step.
  public mutating func step() {
    method.advance(&state, oracle: &oracle)
    oracle.advance(&state.gameState, to: state.profile)
    state.step += 1
    oracle.begin(step: state.step, gameState: state.gameState)
  }
}
