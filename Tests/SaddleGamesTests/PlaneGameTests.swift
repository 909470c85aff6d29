import SaddleGames
import Testing

@Suite struct PlaneGameTests {
  static let games: [any PlaneGame] = [
    ScalarBilinear(payoffScale: 1.5), RegularizedBilinear(payoffScale: 1.2),
    ScalarQuadratic(), AlmostBilinear(), Forsaken(),
  ]

  @Test("Gradient and Hessian are the derivatives of the payoff", arguments: games.indices)
  func derivatives(index: Int) {
    let game = Self.games[index]
    let h = 1e-5
    for (x, y) in [(0.3, -0.7), (1.1, 0.4), (-0.2, 0.9)] {
      let gradient = game.gradient(x, y)
      let hessian = game.hessian(x, y)
      #expect(abs((game.payoff(x + h, y) - game.payoff(x - h, y)) / (2 * h) - gradient.x) <= 1e-8)
      #expect(abs((game.payoff(x, y + h) - game.payoff(x, y - h)) / (2 * h) - gradient.y) <= 1e-8)
      let (right, left) = (game.gradient(x + h, y), game.gradient(x - h, y))
      let (upper, lower) = (game.gradient(x, y + h), game.gradient(x, y - h))
      #expect(abs((right.x - left.x) / (2 * h) - hessian.xx) <= 1e-7)
      #expect(abs((right.y - left.y) / (2 * h) - hessian.xy) <= 1e-7)
      #expect(abs((upper.x - lower.x) / (2 * h) - hessian.xy) <= 1e-7)
      #expect(abs((upper.y - lower.y) / (2 * h) - hessian.yy) <= 1e-7)
    }
  }

  @Test("v, its blocks, Ju and Jᵀu follow from v = (∇ₓf, −∇ᵧf)", arguments: games.indices)
  func field(index: Int) {
    let game = Self.games[index]
    let z = StrategyProfile(minimizer: [0.3], maximizer: [-0.7])
    let gradient = game.gradient(0.3, -0.7)
    let hessian = game.hessian(0.3, -0.7)
    var v = [0.0, 0.0]
    game.gradientField(at: z, into: &v)
    #expect(v == [gradient.x, -gradient.y])
    v = [7, 8]
    game.gradientField(of: .minimizer, at: z, into: &v)
    #expect(v == [gradient.x, 8])
    game.gradientField(of: .maximizer, at: z, into: &v)
    #expect(v == [gradient.x, -gradient.y])
    var product = [0.0, 0.0]
    game.jacobianProduct(at: z, [1, 0], into: &product)
    #expect(product == [hessian.xx, -hessian.xy])
    game.jacobianProduct(at: z, [0, 1], into: &product)
    #expect(product == [hessian.xy, -hessian.yy])
    game.transposedJacobianProduct(at: z, [1, 0], into: &product)
    #expect(product == [hessian.xx, hessian.xy])
    game.transposedJacobianProduct(at: z, [0, 1], into: &product)
    #expect(product == [-hessian.xy, -hessian.yy])
  }
}
