import SaddleGames

/// The gaps of a plane game by nested grids, for closed forms to be checked against.
struct GridGaps<Game: PlaneGame> {
  let game: Game
  /// Where the minimizer may deviate to.
  let minimizer: ClosedRange<Double>
  /// Where the maximizer may deviate to.
  let maximizer: ClosedRange<Double>
  /// The points of each grid; enough to tell the hills of the payoff apart.
  var points = 41

  /// Φ(x) = max over y of f(x, y).
  func upperEnvelope(_ x: Double) -> Double {
    gridMaximum(over: maximizer, points: points) { game.payoff(x, $0) }
  }

  /// min over x of Φ(x).
  var minimaxValue: Double { gridMinimum(over: minimizer, points: points, of: upperEnvelope) }

  /// Φ(x) − min over x′ of f(x′, y).
  func dualityGap(_ x: Double, _ y: Double) -> Double {
    upperEnvelope(x) - gridMinimum(over: minimizer, points: points) { game.payoff($0, y) }
  }

  /// Φ(x) − min over x′ of max over ỹ of f(x′, ỹ) − (λ/2)(ỹ − y)².
  func proximalDualityGap(_ x: Double, _ y: Double, penalty: Double) -> Double {
    upperEnvelope(x)
      - gridMinimum(over: minimizer, points: points) { other in
        gridMaximum(over: maximizer, points: points) {
          game.payoff(other, $0) - penalty / 2 * ($0 - y) * ($0 - y)
        }
      }
  }
}
