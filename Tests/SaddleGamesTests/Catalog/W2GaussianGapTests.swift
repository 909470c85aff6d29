import RealModule
import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct W2GaussianGapTests {
  @Test("Gaps of one coordinate agree with a search", arguments: W2Gaussian.Generator.allCases)
  func line(generator: W2Gaussian.Generator) throws {
    let game = W2Gaussian.line(deviation: 2, mean: 0.5, generator: generator)
    let bound = generator == .spectral ? 1 : 3.5
    for z in [
      game.profile(0.7, 0.4, 0.35, -0.2), game.profile(1, 1.5, -0.6, 0.3),
      game.profile(-0.9, -0.2, 0.8, 0), game.profile(0.3, 0.5, 0, 0),
    ] {
      let upper = gridMaximum(over: -6...(1 - 1e-9), points: 401) { a in
        // The best b is m(1 − a) − u.
        game.payoff(
          at: game.profile(z.values[0], z.values[1], a, 0.5 * (1 - a) - z.values[1]))
      }
      let lower =
        gridMinimum(over: -bound...bound, points: 51) { w in
          gridMinimum(over: -1...2, points: 51) { u in
            game.payoff(at: game.profile(w, u, z.values[2], z.values[3]))
          }
        }
      #expect(abs(try #require(game.dualityGap(at: z)) - (upper - lower)) < 1e-8)
      let floor = generator == .spectral ? 0.5 : 0
      #expect(abs(try #require(game.primalGap(at: z)) - (upper - floor)) < 1e-8)
    }
  }

  @Test("Φ in the plane is what Newton's method finds over all discriminators")
  func upperEnvelope() throws {
    let game = W2Gaussian.plane(deviations: [2, 0.5], mean: [0.3, -0.2])
    let least = 0.5
    for seed in UInt64(1)...4 {
      let z = game.randomProfile(seed: seed)
      let best = try #require(game.proximalValue(at: z, penalty: 0))
      #expect(abs(try #require(game.primalGap(at: z)) + least - best) < 1e-11)
    }
  }

  @Test("min Φ over ‖W‖₂ ≤ 1 is ½Σ(σᵢ − 1)₊²: no generator does better, the equilibrium as well")
  func leastValue() throws {
    // ½tr(Σ^½ − I)² = 0.66470591, with η = 0.5222 the largest curvature of D*.
    let first = 1 / (1 - 0.5222)
    let second = 1 + (2 * 0.66470591 - (first - 1) * (first - 1)).squareRoot()
    let game = W2Gaussian.plane(deviations: [first, second])
    let known = try #require(game.knownEquilibria.first)
    #expect(abs(game.payoff(at: known.profile) - 0.66470591) < 1e-14)
    #expect(abs(try #require(game.primalGap(at: known.profile))) < 1e-14)
    for seed in UInt64(1)...100 {
      #expect(try #require(game.primalGap(at: game.randomProfile(seed: seed))) > 0)
    }
    guard case .proximal(let order) = known.kind else {
      Issue.record("\(known.kind) is not proximal")
      return
    }
    #expect(abs(order - 1 / 0.5222) < 1e-13)
  }

  @Test("The sup over discriminators holds for singular generators and data")
  func singular() throws {
    let game = W2Gaussian.plane(deviations: [2, 0.5])
    let zero = W2Gaussian.profile(
      generator: Matrix(zeros: 2, 2), [0, 0], discriminator: Matrix(zeros: 2, 2), [0, 0])
    // ½W₂² from a point mass at the mean is ½ tr Σ.
    #expect(abs(try #require(game.primalGap(at: zero)) - (4.25 / 2 - 0.5)) < 1e-14)
    let flat = W2Gaussian(
      moments: DataMoments(mean: [0, 0], covariance: Matrix(diagonal: [4, 0])))
    let z = W2Gaussian.profile(
      generator: .identity(2), [0, 0], discriminator: Matrix(zeros: 2, 2), [0, 0])
    #expect(abs(try #require(flat.primalGap(at: z)) - 0.5) < 1e-14)
    let known = try #require(flat.knownEquilibria.first?.profile)
    #expect(abs(try #require(flat.primalGap(at: known))) < 1e-14)
    #expect(try #require(flat.distanceToEquilibrium(from: known)) < 1e-14)
  }

  @Test("The gap in the plane bounds every deviation, and a projected descent attains it")
  func plane() throws {
    let game = W2Gaussian.plane(deviations: [2, 0.5], mean: [0.3, -0.2])
    let z = game.randomProfile(seed: 9)
    let upper = try #require(game.primalGap(at: z)) + 0.5
    let lower = upper - (try #require(game.dualityGap(at: z)))
    var least = Double.infinity
    for seed in UInt64(1)...40 {
      var other = game.randomProfile(seed: seed)
      other[.maximizer] = z[.maximizer]
      var field = [Double](repeating: 0, count: game.shape.count)
      for _ in 0..<400 {
        game.gradientField(of: .minimizer, at: other, into: &field)
        for index in 0..<6 { other.values[index] -= 0.2 * field[index] }
        game.project(.minimizer, of: &other)
        // ‖u − m‖ ≤ U = 1 belongs to the gap alone.
        let offset = [other.values[4] - 0.3, other.values[5] + 0.2]
        let length = max(1, (offset[0] * offset[0] + offset[1] * offset[1]).squareRoot())
        other.values[4] = 0.3 + offset[0] / length
        other.values[5] = -0.2 + offset[1] / length
      }
      let value = game.payoff(at: other)
      #expect(value > lower - 1e-12)
      least = min(least, value)
    }
    #expect(abs(least - lower) < 1e-6)
  }

  @Test("At the minimax point the gap is ½(σ − 1)U², while no proximal deviation pays up to λ*")
  func minimaxPoint() throws {
    let game = W2Gaussian.line(deviation: 2)
    let z = game.profile(1, 0, 0.5, 0)
    #expect(game.knownEquilibria.first?.kind == .proximal(upTo: 2))
    #expect(game.knownEquilibria.first?.profile == z)
    #expect(abs(try #require(game.dualityGap(at: z)) - 0.5 * 2.25) < 1e-15)
    #expect(game.proximalDualityGap(at: z, penalty: 0) == game.primalGap(at: z))
    #expect(game.proximalDualityGap(at: z, penalty: .infinity) == game.dualityGap(at: z))
    #expect(game.proximalDualityGap(at: z, penalty: 1) == nil)
    func proximalValue(_ w: Double, _ u: Double, _ penalty: Double) throws -> Double {
      let moved = game.profile(w, u, 0.5, 0)
      let response = try #require(game.proximalResponse(at: moved, penalty: penalty))
      let (a, b) = (response[0] - 0.5, response[1])
      return game.payoff(at: game.profile(w, u, response[0], response[1]))
        - penalty / 2 * (4 * a * a + b * b)
    }
    func least(_ penalty: Double) throws -> Double {
      try gridMinimum(over: 0...1, points: 21) { w in
        try gridMinimum(over: -1.5...1.5, points: 41) { try proximalValue(w, $0, penalty) }
      }
    }
    #expect(abs(try least(1.99) - 0.5) < 1e-12)
    #expect(try least(2.05) < 0.5 - 1e-6)
  }

  @Test(
    "V^λ curves in u by 1 − σλ/(σ + λ), which is 0 at λ* = σ/(σ − 1)",
    arguments: [(1.5, 0.4, 3), (2, 0.33333333, 2), (4, 0.2, 1.3333333)])
  func curvature(deviation: Double, printed: Double, order: Double) throws {
    let game = W2Gaussian.line(deviation: deviation)
    let known = try #require(game.knownEquilibria.first)
    guard case .proximal(let found) = known.kind else {
      Issue.record("\(known.kind) is not proximal")
      return
    }
    #expect(abs(found - order) < 5e-8 && abs(found - deviation / (deviation - 1)) < 1e-14)
    func curvature(_ penalty: Double) throws -> Double {
      var moved = known.profile
      moved.values[1] = 1e-3
      let value = try #require(game.proximalPayoff(at: moved, penalty: penalty))
      return (value - game.payoff(at: known.profile)) * 2e6
    }
    #expect(abs(try curvature(1) - printed) < 1e-6)
    for penalty in [0.3, 1, order, 7] {
      let exact = 1 - deviation * penalty / (deviation + penalty)
      #expect(abs(try curvature(penalty) - exact) < 1e-6, "λ = \(penalty)")
    }
  }

  @Test("In the plane λ* = 1/(1 − α_min): just below it no deviation pays, just above one does")
  func proximalOrder() throws {
    let game = W2Gaussian.plane(deviations: [2.0929, 1.3673])
    let known = try #require(game.knownEquilibria.first)
    guard case .proximal(let order) = known.kind else {
      Issue.record("\(known.kind) is not proximal")
      return
    }
    let value = game.payoff(at: known.profile)
    for seed in UInt64(1)...25 {
      var other = game.randomProfile(seed: seed)
      other[.maximizer] = known.profile[.maximizer]
      let proximal = try #require(game.proximalValue(at: other, penalty: 0.99 * order))
      #expect(proximal > value)
    }
    var worst = known.profile
    let axis = W2Gaussian.rotation(0.4)
    for index in 0..<2 { worst.values[4 + index] += 0.02 * axis[index, 0] }
    let below = try #require(game.proximalValue(at: worst, penalty: 0.99 * order)) - value
    let above = try #require(game.proximalValue(at: worst, penalty: 1.01 * order)) - value
    #expect(abs(below - 1.05e-6) < 1e-8)
    #expect(abs(above + 1.04e-6) < 1e-8)
  }

  @Test("Data within reach have a Nash equilibrium without gap")
  func nash() throws {
    for game in [
      W2Gaussian.plane(deviations: [0.9, 0.5], mean: [0.3, -0.2]),
      .plane(deviations: [2, 0.5], mean: [0.3, -0.2], generator: .free),
    ] {
      let known = try #require(game.knownEquilibria.first)
      #expect(known.kind == .nash)
      #expect(abs(try #require(game.dualityGap(at: known.profile))) < 1e-14)
      var field = [Double](repeating: 1, count: game.shape.count)
      game.gradientField(at: known.profile, into: &field)
      #expect(field.allSatisfy { abs($0) < 1e-14 })
    }
  }

  @Test("A mean moves the equilibrium to u = m, b = −Am, which the best discriminator confirms")
  func shiftedEquilibrium() throws {
    let game = W2Gaussian.plane(deviations: [2, 0.5], mean: [0.3, -0.2])
    let known = try #require(game.knownEquilibria.first?.profile)
    #expect(game.generatorOffset(of: known) == [0.3, -0.2])
    var gradient = [Double](repeating: 1, count: game.shape.count)
    game.gradient(at: known, into: &gradient)
    #expect(gradient[game.shape.range(of: .maximizer)].allSatisfy { abs($0) < 1e-14 })
    #expect(abs(try #require(game.dualityGap(at: known)) - 0.5) < 1e-14)
  }
}
