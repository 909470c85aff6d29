public import SaddleGames

/// What a method may ask of a game: the field, with noise if the experiment adds any, and exact
/// Jacobian products.
///
/// Noise is drawn from (seed, step), so that a resumed run draws the same numbers. Each evaluation
/// within a step draws its own.
public struct GradientOracle: Sendable {
  /// The game itself: strategy sets, payoff and closed forms are free of noise.
  public let game: any VariationalInequality
  /// The same game where it has a payoff; nil for a field alone. (Asking here is cheaper than a cast
  /// at every step.)
  public let minMaxGame: (any MinMaxGame)?
  /// σ ≥ 0: every coordinate of every field evaluation gets an independent N(0, σ²) added.
  public let noiseDeviation: Double
  private let seed: UInt64
  private var noise: CounterGenerator

  /// Wraps a game.
  public init(_ game: any VariationalInequality, noiseDeviation: Double = 0, seed: UInt64 = 0) {
    self.game = game
    minMaxGame = game as? any MinMaxGame
    self.noiseDeviation = noiseDeviation
    self.seed = seed
    noise = CounterGenerator(seed: seed, stream: .gradientNoise)
  }

  /// Starts a step: keys the noise by its index.
  public mutating func begin(step: Int) {
    guard noiseDeviation > 0 else { return }
    noise = CounterGenerator(seed: seed, stream: .gradientNoise, step: step)
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
