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
  public var game: any VariationalInequality { oracle.game }
  /// How it is played.
  public let method: any TrainingMethod
  /// Where it stands.
  public private(set) var state: MethodState
  private var oracle: GradientOracle

  /// Starts at the game's initial profile, projected on the strategy sets.
  ///
  /// - Throws: ``TrainingError`` with code `.incompatible` if the method cannot play the game.
  public init(
    game: any VariationalInequality, method: any TrainingMethod, seed: UInt64,
    noiseDeviation: Double = 0
  ) throws(TrainingError) {
    try method.checkCompatibility(with: game)
    var random = CounterGenerator(seed: seed, stream: .start)
    var profile = game.initialProfile(using: &random)
    for player in Player.allCases { game.project(player, of: &profile) }
    self.method = method
    state = MethodState(startOf: method, at: profile)
    oracle = GradientOracle(game, noiseDeviation: noiseDeviation, seed: seed)
  }

  /// Continues from a recorded step.
  ///
  /// - Throws: ``TrainingError`` if the method cannot play the game or the state does not fit.
  public init(
    game: any VariationalInequality, method: any TrainingMethod, seed: UInt64,
    noiseDeviation: Double = 0, resumingAt profile: StrategyProfile, step: Int, memory: [Double]
  ) throws(TrainingError) {
    try method.checkCompatibility(with: game)
    let expected = method.memoryCount(for: game.shape)
    guard profile.shape == game.shape, memory.count == expected else {
      throw TrainingError(
        .invalidState,
        "the recorded state has \(profile.shape.count) parameters and \(memory.count) method values,"
          + " the game and method have \(game.shape.count) and \(expected)")
    }
    self.method = method
    state = MethodState(of: method, at: profile, step: step, memory: memory)
    oracle = GradientOracle(game, noiseDeviation: noiseDeviation, seed: seed)
  }

  /// Plays one step.
  public mutating func step() {
    oracle.begin(step: state.step)
    method.advance(&state, oracle: &oracle)
    state.step += 1
  }
}
