public import SaddleGames

/// The gaps of a plane game by brute force, for closed forms to be checked against.
///
/// The maxima over y come out too small and the minima over x too large, by about the square of
/// the spacing's square where the payoff is smooth.
public struct GridGaps<Game: PlaneGame>: Sendable {
  /// The game.
  public let game: Game
  /// Where the minimizer may deviate to.
  public let minimizer: GridSearch
  /// Where the maximizer may deviate to.
  public let maximizer: GridSearch

  /// Lays a grid of `count` intervals over each player's deviations.
  public init(
    _ game: Game, minimizer: ClosedRange<Double>, maximizer: ClosedRange<Double>, count: Int = 150
  ) {
    self.game = game
    self.minimizer = GridSearch(minimizer, count: count)
    self.maximizer = GridSearch(maximizer, count: count)
  }

  /// Φ(x) = max over y of f(x, y).
  public func upperEnvelope(_ x: Double) -> Double {
    maximizer.maximum { game.payoff(x, $0) }
  }

  /// Φ(x) − min over x′ of f(x′, y).
  public func dualityGap(_ x: Double, _ y: Double) -> Double {
    upperEnvelope(x) - minimizer.minimum { game.payoff($0, y) }
  }

  /// Φ(x) − min over x′ of max over ỹ of f(x′, ỹ) − (λ/2)(ỹ − y)².
  public func proximalDualityGap(_ x: Double, _ y: Double, penalty: Double) -> Double {
    upperEnvelope(x)
      - minimizer.minimum { other in
        maximizer.maximum { game.payoff(other, $0) - penalty / 2 * ($0 - y) * ($0 - y) }
      }
  }
}

extension StrategyProfile {
  /// The profile (x, y) of a plane game.
  public static func plane(_ x: Double, _ y: Double) -> StrategyProfile {
    StrategyProfile(minimizer: [x], maximizer: [y])
  }
}
