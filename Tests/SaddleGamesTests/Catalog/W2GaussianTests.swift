import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct W2GaussianTests {
  private static let games: [W2Gaussian] = [
    .line(deviation: 2, mean: 0.5), .line(deviation: 0.7, generator: .free),
    .plane(deviations: [2, 0.5], mean: [0.3, -0.2]),
    W2Gaussian(
      moments: DataMoments(mean: [0.1, 0, -0.4], covariance: Matrix(diagonal: [4, 1, 0.2])),
      generator: .free),
  ]

  @Test("The payoff of one coordinate has its printed value")
  func payoff() {
    let game = W2Gaussian.line(deviation: 2, mean: 0.5)
    #expect(abs(game.payoff(at: game.profile(0.7, 0.4, 0.35, -0.2)) - 0.56105769) < 5e-9)
  }

  @Test("The best discriminator of one coordinate is a = 1 − |w|/σ, b = m(1 − a) − u")
  func bestDiscriminator() throws {
    let game = W2Gaussian.line(deviation: 2, mean: 0.5)
    let z = game.profile(0.7, 0.4, 0.65, 0.5 * 0.35 - 0.4)
    #expect(abs(game.payoff(at: z) - 0.85) < 1e-15)
    var gradient = [Double](repeating: 0, count: 4)
    game.gradient(at: z, into: &gradient)
    #expect(gradient[2...].allSatisfy { abs($0) < 1e-15 })
    #expect(abs(try #require(game.primalGap(at: z)) - (0.85 - 0.5)) < 1e-15)
  }

  @Test(
    "Against the frozen D* the payoff falls in u, as printed",
    arguments: [(0.5, 0.375), (2.0, -1.5), (5.0, -12.0)])
  func frozenDiscriminator(u: Double, payoff: Double) {
    let game = W2Gaussian.line(deviation: 2)
    #expect(abs(game.payoff(at: game.profile(1, u, 0.5, 0)) - payoff) < 1e-14)
  }

  @Test("The payoff is E D(X) − E Dᶜ(G(Z)), summed over data and the generator's own two points")
  func definition() {
    // X = ±1, ±3 shifted by 0.5: mean 0.5, variance 5. Z = ±1 has the moments of a normal.
    let game = W2Gaussian.line(deviation: 5.0.squareRoot(), mean: 0.5)
    let (w, u, a, b) = (0.7, 0.4, 0.35, -0.2)
    let real = [-2.5, -0.5, 1.5, 3.5].reduce(0) { $0 + (a * $1 * $1 / 2 + b * $1) / 4 }
    let fake = [u + w, u - w].reduce(0.0) { sum, y in
      let conjugate = gridMaximum(over: -20...20) { x in
        a * x * x / 2 + b * x - (x - y) * (x - y) / 2
      }
      return sum + conjugate / 2
    }
    #expect(abs(game.payoff(at: game.profile(w, u, a, b)) - (real - fake)) < 1e-10)
  }

  @Test("Gradients and Hessian products agree with differences", arguments: games)
  func derivatives(game: W2Gaussian) {
    for seed in UInt64(1)...3 {
      let z = game.randomProfile(seed: seed)
      let direction = game.randomProfile(seed: seed + 10).values
      let error = CentralDifferences.largestError(of: game, at: z, along: direction)
      #expect(error < 1e-6)
    }
  }

  @Test("Jacobian products and their transposes are adjoint", arguments: games)
  func adjoint(game: W2Gaussian) {
    let z = game.randomProfile(seed: 4)
    let (left, right) = (game.randomProfile(seed: 5).values, game.randomProfile(seed: 6).values)
    var (forward, backward) = (left, left)
    game.jacobianProduct(at: z, right, into: &forward)
    game.transposedJacobianProduct(at: z, left, into: &backward)
    let first = zip(left, forward).reduce(0) { $0 + $1.0 * $1.1 }
    let second = zip(right, backward).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(first - second) < 1e-12 * max(1, abs(first)))
  }

  @Test("Beyond A ≺ I the payoff is −∞ and the field NaN, and NaN stays NaN")
  func outside() throws {
    let game = W2Gaussian.plane(deviations: [2, 0.5])
    var z = game.randomProfile(seed: 1)
    z.values[6] = 1
    var field = [Double](repeating: 0, count: game.shape.count)
    game.gradientField(at: z, into: &field)
    #expect(game.payoff(at: z) == -.infinity)
    #expect(field.allSatisfy { $0.isNaN })
    #expect(try #require(game.dualityGap(at: z)) == .infinity)
    game.gradientField(of: .minimizer, at: z, into: &field)
    game.hessianProduct(at: z, field, into: &field)
    #expect(field.allSatisfy { $0.isNaN })
    (z.values[0], z.values[7]) = (.nan, .infinity)
    #expect(game.payoff(at: z).isNaN)
    #expect(try #require(game.dualityGap(at: z)).isNaN)
    let before = z.values
    for player in Player.allCases { game.project(player, of: &z) }
    #expect(zip(before, z.values).allSatisfy { $0.bitPattern == $1.bitPattern })
  }

  @Test("The random start is feasible, near W = ½I, and the seed's own")
  func start() {
    let game = W2Gaussian.plane(deviations: [2, 0.5], mean: [3, 4])
    func start(_ seed: UInt64) -> StrategyProfile {
      var random = CounterGenerator(seed: seed, stream: .start)
      return game.initialProfile(using: &random)
    }
    #expect(start(1) == start(1))
    #expect(start(1) != start(2))
    let w = game.generatorMatrix(of: start(1))
    #expect((w - 0.5 * Matrix.identity(2)).frobeniusNorm < 0.5)
    #expect(start(1)[.maximizer].allSatisfy { $0 == 0 })
    #expect(abs(game.generatorOffset(of: start(1))[1] - 4) < 0.5)
  }

  @Test("Profiles are taken apart as they are put together")
  func layout() {
    let game = W2Gaussian.plane(deviations: [2, 0.5])
    let (w, a) = (Matrix([[1, 2], [3, 4]]), Matrix([[0.1, 0.2], [0.2, 0.3]]))
    let z = W2Gaussian.profile(generator: w, [5, 6], discriminator: a, [7, 8])
    #expect(game.generatorMatrix(of: z) == w)
    #expect(game.generatorOffset(of: z) == [5, 6])
    #expect((game.discriminatorMatrix(of: z) - a).frobeniusNorm < 1e-16)
    #expect(game.discriminatorOffset(of: z) == [7, 8])
    #expect(z.values[..<6] == [1, 2, 3, 4, 5, 6])
    #expect(game.shape == z.shape)
  }

  @Test("Projections are feasible, idempotent and nearest", arguments: UInt64(1)...5)
  func projection(seed: UInt64) {
    let game = W2Gaussian.plane(deviations: [2, 0.5])
    var random = CounterGenerator(seed: seed, stream: .shuffle)
    let far = StrategyProfile(
      values: (0..<game.shape.count).map { _ in 3 * random.nextNormal() }, shape: game.shape)
    var near = far
    for player in Player.allCases { game.project(player, of: &near) }
    #expect((game.generatorMatrix(of: near).singularValues.first ?? 2) < 1 + 1e-14)
    let curvatures = SymmetricEigen(game.discriminatorMatrix(of: near)).values
    #expect((curvatures.last ?? 1) < 0.9 + 1e-14)
    var again = near
    for player in Player.allCases { game.project(player, of: &again) }
    #expect(again == near)
    #expect(near != far)
    // ⟨z − Πz, y − Πz⟩ ≤ 0 for every feasible y characterizes the nearest point.
    for other in UInt64(1)...50 {
      let feasible = game.randomProfile(seed: 100 * seed + other)
      let product = near.values.indices.reduce(0) {
        $0 + (far.values[$1] - near.values[$1]) * (feasible.values[$1] - near.values[$1])
      }
      #expect(product < 1e-12)
    }
  }

  @Test("Feasible points, and a free generator, are left alone")
  func feasible() {
    let game = W2Gaussian.plane(deviations: [2, 0.5], generator: .free)
    let w = Matrix([[5, 0], [1, 7]])
    let inside = Matrix([[0.89, 0], [0, -30]])
    let z = W2Gaussian.profile(generator: w, [9, 9], discriminator: inside, [9, 9])
    var moved = z
    for player in Player.allCases { game.project(player, of: &moved) }
    #expect(moved == z)
    #expect(game.strategySet(of: .minimizer) == .unconstrained)
    #expect(game.strategySet(of: .maximizer) == .custom("A ⪯ 0.9·I"))
  }
}
