public import SaddleGames

/// What a method may ask of a game: the field, with noise if the experiment adds any, and exact
/// Jacobian products.
///
/// Noise is drawn from (seed, step), so that a resumed run draws the same numbers. Each evaluation
/// within a step draws its own. A ``SaddleGames/SampledGame`` is played on one batch per step, which
/// all evaluations within the step share (as extragradient and the like need to converge, Mishchenko
/// et al. 2020) until the method asks for another by ``drawNextBatch()``.
public struct GradientOracle: Sendable {
  /// The game itself, on the batch of this step if it is a sampled one: strategy sets, payoff and
  /// closed forms are free of noise.
  public private(set) var game: any VariationalInequality
  /// The same game where it has a payoff; nil for a field alone. (Asking here is cheaper than a cast
  /// at every step.)
  public private(set) var minMaxGame: (any MinMaxGame)?
  /// The same game where it has a norm for proximal terms, as every min-max game has.
  public private(set) var proximalGame: (any ProximalGame)?
  /// σ ≥ 0: every coordinate of every field evaluation gets an independent N(0, σ²) added.
  public let noiseDeviation: Double
  private let seed: UInt64
  private var noise: CounterGenerator
  private let sampledGame: (any SampledGame)?
  private var draw: Draw
  private var gameState: [Double] = []

  /// Wraps a game.
  public init(_ game: any VariationalInequality, noiseDeviation: Double = 0, seed: UInt64 = 0) {
    self.game = game
    proximalGame = game as? any ProximalGame
    minMaxGame = proximalGame as? any MinMaxGame
    self.noiseDeviation = noiseDeviation
    self.seed = seed
    noise = CounterGenerator(seed: seed, stream: .gradientNoise)
    sampledGame = game as? any SampledGame
    draw = Draw(seed: seed, step: 0)
  }

  /// Starts a step: keys the noise and the first batch by its index.
  ///
  /// - Parameters:
  ///   - step: the index of the iterate.
  ///   - gameState: what a sampled game carries; empty for others.
  public mutating func begin(step: Int, gameState: [Double] = []) {
    if noiseDeviation > 0 {
      noise = CounterGenerator(seed: seed, stream: .gradientNoise, step: step)
    }
    guard sampledGame != nil else { return }
    self.gameState = gameState
    draw = Draw(seed: seed, step: step)
    playBatch()
  }

  /// Draws the next batch within the step, for methods that move more than once per step; nothing
  /// for a game that is not sampled.
  public mutating func drawNextBatch() {
    guard sampledGame != nil else { return }
    draw.index += 1
    playBatch()
  }

  private mutating func playBatch() {
    guard let sampledGame else { return }
    game = sampledGame.drawn(draw, state: gameState)
    proximalGame = game as? any ProximalGame
    minMaxGame = proximalGame as? any MinMaxGame
  }

  /// Moves a sampled game's state along with the step that was just played.
  func advance(_ gameState: inout [Double], to z: StrategyProfile) {
    sampledGame?.advanceState(
      &gameState, to: z, draw: Draw(seed: draw.seed, step: draw.step))
  }

  /// Writes v(z), plus noise.
  public mutating func gradientField(at z: StrategyProfile, into v: inout [Double]) {
    game.gradientField(at: z, into: &v)
    addNoise(to: &v, in: 0..<z.shape.count)
  }

  /// Writes one player's block of v(z), plus noise, and leaves the other block alone.
  public mutating func gradientField(
    of player: Player, at z: StrategyProfile, into v: inout [Double]
  ) {
    game.gradientField(of: player, at: z, into: &v)
    addNoise(to: &v, in: z.shape.range(of: player))
  }

  private mutating func addNoise(to v: inout [Double], in range: Range<Int>) {
    guard noiseDeviation > 0 else { return }
    for index in range { v[index] += noiseDeviation * noise.nextNormal() }
  }
}
