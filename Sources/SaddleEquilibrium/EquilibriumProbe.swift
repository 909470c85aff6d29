public import SaddleGames

/// Measures what is recorded at one profile: payoff, losses, norms, distances and closed-form gaps.
///
/// Exact up to rounding: nothing is searched or estimated. One payoff, one field, and what the
/// game's closed forms cost. Its own work space is kept between calls.
public struct EquilibriumProbe: Sendable {
  /// What was measured; nil is *not defined for this game*, which is not the same as NaN.
  public struct Measurement: Hashable, Sendable {
    /// f(x, y); nil for a field alone.
    public var payoff: Double?
    /// What the minimizer's own objective shows.
    public var minimizerLoss: Double?
    /// What the maximizer's own objective shows.
    public var maximizerLoss: Double?
    /// ‖∇ₓf‖, in general the norm of the minimizer's block of v.
    public var minimizerGradientNorm: Double?
    /// ‖∇ᵧf‖, in general the norm of the maximizer's block of v.
    public var maximizerGradientNorm: Double?
    /// ‖v‖.
    public var fieldNorm: Double?
    /// The distance to the nearest known equilibrium.
    public var equilibriumDistance: Double?
    /// max_y′ f(x, y′) − min_x′ f(x′, y).
    public var dualityGap: Double?
    /// Φ(x) − min Φ with Φ(x) = max_y f(x, y).
    public var primalGap: Double?
    /// The λ-proximal duality gap for each penalty λ of the probe; NaN if the game has none.
    public var proximalGaps: [Double] = []
    /// The game's own further numbers, by name.
    public var measures: [GameMeasure] = []

    /// Nothing measured.
    public init() {}
  }

  /// What is measured; set it at each step to that step's game if a sampled one is played.
  public var game: any VariationalInequality {
    didSet { (differentiableGame, minMaxGame) = Self.kinds(of: game) }
  }
  /// The λ of each proximal gap, in order.
  public let penalties: [Double]
  private var differentiableGame: (any DifferentiableGame)?
  private var minMaxGame: (any MinMaxGame)?
  private var field: [Double]
  private var moved: StrategyProfile?

  /// Prepares to measure a game.
  public init(game: any VariationalInequality, penalties: [Double] = []) {
    self.game = game
    self.penalties = penalties
    (differentiableGame, minMaxGame) = Self.kinds(of: game)
    field = [Double](repeating: 0, count: game.shape.count)
  }

  private static func kinds(
    of game: any VariationalInequality
  ) -> ((any DifferentiableGame)?, (any MinMaxGame)?) {
    let differentiable = game as? any DifferentiableGame
    return (differentiable, differentiable as? any MinMaxGame)
  }

  /// Whether the game has closed-form proximal gaps, asked at its initial profile with λ = 1; a
  /// caller leaves the penalties empty where it has none.
  public static func hasProximalGaps(_ game: any VariationalInequality) -> Bool {
    guard let game = game as? any MinMaxGame else { return false }
    var random = CounterGenerator(seed: 0, stream: .start)
    let start = game.initialProfile(using: &random)
    return game.proximalDualityGap(at: start, penalty: 1) != nil
  }

  /// Measures everything that the game defines.
  public mutating func measure(at z: StrategyProfile) -> Measurement {
    var result = Measurement()
    game.gradientField(at: z, into: &field)
    let minimizer = squaredNorm(in: z.shape.range(of: .minimizer))
    let maximizer = squaredNorm(in: z.shape.range(of: .maximizer))
    result.minimizerGradientNorm = minimizer.squareRoot()
    result.maximizerGradientNorm = maximizer.squareRoot()
    result.fieldNorm = (minimizer + maximizer).squareRoot()
    result.equilibriumDistance = game.distanceToEquilibrium(from: z)
    if let game = differentiableGame {
      result.payoff = game.payoff(at: z)
      let losses = game.losses(at: z)
      result.minimizerLoss = losses.minimizer
      result.maximizerLoss = losses.maximizer
      result.measures = game.measures(at: z)
    }
    guard let game = minMaxGame else {
      if !penalties.isEmpty {
        result.proximalGaps = [Double](repeating: .nan, count: penalties.count)
      }
      return result
    }
    result.dualityGap = game.dualityGap(at: z)
    result.primalGap = game.primalGap(at: z)
    if !penalties.isEmpty {
      result.proximalGaps = penalties.map { game.proximalDualityGap(at: z, penalty: $0) ?? .nan }
    }
    return result
  }

  /// ‖z − Π(z − v(z))‖, Π the projection on the strategy sets: 0 exactly at a solution of the
  /// variational inequality, and ‖v(z)‖ where no set binds.
  public mutating func naturalResidual(at z: StrategyProfile) -> Double {
    game.gradientField(at: z, into: &field)
    var trial = moved ?? z
    moved = nil
    for index in field.indices { trial.values[index] = z.values[index] - field[index] }
    game.project(.minimizer, of: &trial)
    game.project(.maximizer, of: &trial)
    var sum = 0.0
    for index in field.indices {
      let difference = z.values[index] - trial.values[index]
      sum += difference * difference
    }
    moved = trial
    return sum.squareRoot()
  }

  private func squaredNorm(in range: Range<Int>) -> Double {
    var sum = 0.0
    for index in range { sum += field[index] * field[index] }
    return sum
  }
}
