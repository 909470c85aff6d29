import SaddleGames
import SaddleNeuralGames
import Testing

@Suite("The derivatives of a neural game")
struct DerivativeTests {
  private static let reach = 1e-5

  /// (f(z + he) − f(z − he))/2h along one coordinate.
  private func difference(
    _ z: StrategyProfile, _ index: Int, of function: (StrategyProfile) -> Double
  ) -> Double {
    var (up, down) = (z, z)
    up.values[index] += Self.reach
    down.values[index] -= Self.reach
    return (function(up) - function(down)) / (2 * Self.reach)
  }

  private func drawn(_ named: NamedGame) throws -> (DrawnGame, StrategyProfile) {
    let compiled = try named.compiled()
    let z = compiled.profile()
    let state = compiled.initialState(at: z, seed: 3)
    let game = compiled.drawn(Draw(seed: 3, step: 5), state: state)
    return (try #require(game as? DrawnGame), z)
  }

  private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-6) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(a), abs(b))
  }

  @Test("The field is each player's gradient of its own loss", arguments: NamedGame.objectives)
  func field(_ named: NamedGame) throws {
    let (game, z) = try drawn(named)
    var v = [Double](repeating: .nan, count: z.shape.count)
    game.gradientField(at: z, into: &v)
    for index in v.indices {
      let expected = difference(z, index) {
        let losses = game.losses(at: $0)
        return index < z.shape.minimizerCount ? losses.minimizer : losses.maximizer
      }
      #expect(isClose(v[index], expected), "coordinate \(index)")
    }
    #expect(v.contains { abs($0) > 1e-3 })
  }

  @Test("J·u is the derivative of the field along u", arguments: NamedGame.objectives)
  func jacobian(_ named: NamedGame) throws {
    let (game, z) = try drawn(named)
    let count = z.shape.count
    var random = CounterGenerator(seed: 8, stream: .start)
    let u = (0..<count).map { _ in random.nextNormal() }
    let w = (0..<count).map { _ in random.nextNormal() }
    var (up, down, product, transposed) = (u, u, u, u)
    func moved(_ step: Double) -> StrategyProfile {
      StrategyProfile(values: zip(z.values, u).map { $0 + step * $1 }, shape: z.shape)
    }
    game.gradientField(at: moved(Self.reach), into: &up)
    game.gradientField(at: moved(-Self.reach), into: &down)
    game.jacobianProduct(at: z, u, into: &product)
    // The convex potential's conjugate holds its maximizer fixed, so that J lacks a term.
    if named.testDescription != "W2, convex" {
      for index in 0..<count {
        let expected = (up[index] - down[index]) / (2 * Self.reach)
        #expect(isClose(product[index], expected, 1e-5), "coordinate \(index)")
      }
    }
    game.transposedJacobianProduct(at: z, w, into: &transposed)
    let left = zip(w, product).reduce(0) { $0 + $1.0 * $1.1 }
    let right = zip(transposed, u).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(isClose(left, right, 1e-10))
  }

  @Test(
    "The payoff game's gradient and Hessian are those of V, the penalized game's those of −ℓᵧ",
    arguments: NamedGame.objectives, [false, true])
  func payoffGame(_ named: NamedGame, isPenalized: Bool) throws {
    let (drawn, z) = try drawn(named)
    let game = try #require(isPenalized ? drawn.penalizedGame : drawn.payoffGame)
    let value = isPenalized ? -drawn.losses(at: z).maximizer : drawn.payoff(at: z)
    #expect(game.payoff(at: z) == value)
    if named.testDescription == "W2, convex" { return }
    var gradient = [Double](repeating: 0, count: z.shape.count)
    game.gradient(at: z, into: &gradient)
    for index in stride(from: 0, to: gradient.count, by: 3) {
      let expected = difference(z, index) { game.payoff(at: $0) }
      #expect(isClose(gradient[index], expected), "coordinate \(index)")
    }
    let u = gradient.indices.map { Double($0 % 5) - 2 }
    var (product, up, down) = (u, u, u)
    game.hessianProduct(at: z, u, into: &product)
    func moved(_ step: Double) -> StrategyProfile {
      StrategyProfile(values: zip(z.values, u).map { $0 + step * $1 }, shape: z.shape)
    }
    game.gradient(at: moved(Self.reach), into: &up)
    game.gradient(at: moved(-Self.reach), into: &down)
    for index in product.indices {
      let expected = (up[index] - down[index]) / (2 * Self.reach)
      #expect(isClose(product[index], expected, 1e-5), "coordinate \(index)")
    }
  }

  @Test("The proximal term's gradient is exact, and 0 at y itself", arguments: NamedGame.objectives)
  func proximalTerm(_ named: NamedGame) throws {
    let (game, z) = try drawn(named)
    let start = z.shape.minimizerCount
    let y = Array(z[.maximizer])
    var random = CounterGenerator(seed: 4, stream: .start)
    let response = y.map { $0 + 0.3 * random.nextNormal() }
    var (gradient, ignored) = (y, y)
    let value = game.proximalTerm(of: response, at: z, into: &gradient)
    #expect(value > 0)
    for index in y.indices {
      var (up, down) = (response, response)
      up[index] += Self.reach
      down[index] -= Self.reach
      let expected =
        (game.proximalTerm(of: up, at: z, into: &ignored)
          - game.proximalTerm(of: down, at: z, into: &ignored)) / (2 * Self.reach)
      #expect(isClose(gradient[index], expected), "coordinate \(start + index)")
    }
    // Symmetric: the other way round it is the same number.
    let other = StrategyProfile(minimizer: Array(z[.minimizer]), maximizer: response)
    #expect(isClose(game.proximalTerm(of: y, at: other, into: &ignored), value, 1e-12))
    #expect(game.proximalTerm(of: y, at: z, into: &gradient) == 0)
    #expect(gradient.allSatisfy { $0 == 0 })
  }

  @Test("Convolutions, batch and spectral normalization in one game: field, J·u and Jᵀ·u")
  func convolutional() throws {
    let (game, z) = try drawn(.convolutional)
    let count = z.shape.count
    var v = [Double](repeating: 0, count: count)
    game.gradientField(at: z, into: &v)
    for index in stride(from: 0, to: count, by: 17) {
      let expected = difference(z, index) {
        let losses = game.losses(at: $0)
        return index < z.shape.minimizerCount ? losses.minimizer : losses.maximizer
      }
      #expect(isClose(v[index], expected, 1e-4), "coordinate \(index)")
    }
    let (u, w) = (v, v.enumerated().map { Double($0.offset % 3) - 1 })
    var (product, transposed) = (u, u)
    game.jacobianProduct(at: z, u, into: &product)
    game.transposedJacobianProduct(at: z, w, into: &transposed)
    let left = zip(w, product).reduce(0) { $0 + $1.0 * $1.1 }
    let right = zip(transposed, u).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(isClose(left, right, 1e-9))
  }
}
