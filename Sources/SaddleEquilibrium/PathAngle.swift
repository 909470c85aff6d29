public import SaddleGames

/// The path angle of a field between two profiles w and w′.
///
/// c(α) = ⟨w′ − w, v(w_α)⟩ / (‖w′ − w‖·‖v(w_α)‖) with w_α = αw′ + (1 − α)w.
///
/// Along a path from a start w to an end w′, a change of sign at α = 1 tells attraction to w′, a bump
/// without one rotation about it, both together a spiral. Source: Berard, Gidel, Almahairi, Vincent &
/// Lacoste-Julien 2020, *A closer look at the optimization landscapes of GANs*.
public struct PathAngle: Sendable {
  private let game: any VariationalInequality
  private let start: StrategyProfile
  private let direction: [Double]
  private let length: Double

  /// The path from `start` to `end`.
  ///
  /// - Precondition: both have the game's shape.
  public init(
    from start: StrategyProfile, to end: StrategyProfile, in game: any VariationalInequality
  ) {
    precondition(start.shape == game.shape && end.shape == game.shape, "the shapes differ")
    self.game = game
    self.start = start
    direction = zip(end.values, start.values).map { $0 - $1 }
    length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// c(α), in [−1, 1]; NaN where v or the path vanishes.
  ///
  /// One field evaluation.
  public func cosine(at alpha: Double) -> Double { reading(at: alpha).cosine }

  /// c(α), and ‖v(w_α)‖.
  ///
  /// One field evaluation.
  public func reading(at alpha: Double) -> (cosine: Double, fieldNorm: Double) {
    var point = start
    for index in direction.indices { point.values[index] += alpha * direction[index] }
    var field = [Double](repeating: 0, count: direction.count)
    game.gradientField(at: point, into: &field)
    let norm = field.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let product = zip(direction, field).reduce(0) { $0 + $1.0 * $1.1 }
    return (product / (length * norm), norm)
  }
}
