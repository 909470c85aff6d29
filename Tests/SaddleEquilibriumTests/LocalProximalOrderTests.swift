import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct LocalProximalOrderTests {
  private func order(
    of game: any VariationalInequality, at values: [Double]? = nil
  ) -> Double? {
    let z =
      values.map { StrategyProfile(values: $0, shape: game.shape) }
      ?? game.knownEquilibria[0].profile
    return GameLinearization(of: game, at: z).localProximalOrder
  }

  @Test(
    "On scalar quadratic games it is λ* = −b²/p − q",
    arguments: [
      (-1.0, 2.0, 1.0), (-1, 2, 2), (-2, 3, 0.5), (-0.5, 1, 0.25), (-6, 4, 2), (-1, 2, 0),
    ])
  func scalar(p: Double, b: Double, q: Double) throws {
    let found = try #require(
      order(of: ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q)))
    #expect(abs(found / (-b * b / p - q) - 1) <= 1e-12)
  }

  @Test("It is ∞ at a Nash equilibrium and nothing where the point is no minimax point")
  func extremes() {
    #expect(order(of: ScalarBilinear()) == .infinity)
    #expect(order(of: RegularizedBilinear()) == .infinity)
    #expect(
      order(of: ScalarQuadratic(minimizerCurvature: 6, coupling: 4, maximizerCurvature: -2))
        == nil)
    #expect(
      order(of: ScalarQuadratic(minimizerCurvature: -1, coupling: 0.5, maximizerCurvature: 1))
        == nil)
    #expect(order(of: Forsaken()) == nil)
    #expect(order(of: PolarGame()) == nil)
  }

  @Test("On matrix quadratic games it is the game's own λ*")
  func matrix() throws {
    for seed in 1...6 {
      let shift = 0.1 * Double(seed)
      let game = try MatrixQuadratic(
        minimizerCurvature: Matrix([[-0.4 - shift, 0.2], [0.2, 0.7]]),
        coupling: Matrix([[1.5, -0.3, 0.2], [0.4, 0.9, -1.1]]),
        maximizerCurvature: Matrix([[0.5, 0.1, 0], [0.1, 0.3 + shift, 0.05], [0, 0.05, 0.8]]))
      let expected = try #require(game.proximalOrder)
      let found = try #require(order(of: game))
      #expect(abs(found / expected - 1) <= 1e-9)
    }
  }

  @Test("At Adolphs' two stationary points: Nash, and GDA-stable without being minimax")
  func adolphs() {
    let root = 2.0.squareRoot()
    #expect(order(of: AdolphsGame(), at: [-2 - root, 2 + root]) == .infinity)
    #expect(order(of: AdolphsGame(), at: [0, 0]) == nil)
  }
}
