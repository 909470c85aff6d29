import RealModule
import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct LQGANTests {
  private let game = LQGAN(deviation: 1.2, mean: 0.8)

  private func profile(_ values: Double...) -> StrategyProfile {
    StrategyProfile(values: values, shape: game.shape)
  }

  @Test("Gradients and Hessian products agree with differences")
  func derivatives() {
    for z in [profile(0.7, -0.4, 0.3, 0.2), profile(-1.3, 2, -0.8, 1.1)] {
      let error = CentralDifferences.largestError(of: game, at: z, along: [0.6, -0.8, 0.3, 1.2])
      #expect(error < 1e-9)
    }
  }

  @Test("Both Nash equilibria are stationary and have no gap")
  func equilibria() throws {
    #expect(game.knownEquilibria.count == 2)
    for known in game.knownEquilibria {
      var field = [Double](repeating: .nan, count: 4)
      game.gradientField(at: known.profile, into: &field)
      #expect(field.allSatisfy { abs($0) < 1e-15 })
      #expect(abs(try #require(game.dualityGap(at: known.profile))) < 1e-15)
      #expect(known.kind == .nash)
    }
    #expect(game.distanceToEquilibrium(from: profile(-1.2, 0.8, 0.3, 0.4)) == 0.5)
  }

  @Test(
    "J turns by ±i times the singular values of [[2w, 0], [2u, 1]]",
    arguments: [(1.5, 0.0, [3.0, 1.0]), (1.0, 0.8, [2.6434, 0.7566])])
  func spectrum(deviation: Double, mean: Double, turns: [Double]) {
    let game = LQGAN(deviation: deviation, mean: mean)
    let z = game.knownEquilibria[0].profile
    // J = [[0, B], [−Bᵀ, 0]] there, with eigenvalues ±i times the singular values of B.
    var block = Matrix(zeros: 2, 2)
    for column in 0..<2 {
      var (direction, product) = ([0.0, 0, 0, 0], [0.0, 0, 0, 0])
      direction[2 + column] = 1
      game.jacobianProduct(at: z, direction, into: &product)
      #expect(product[2...] == [0, 0])
      for row in 0..<2 { block[row, column] = product[row] }
      direction = [0, 0, 0, 0]
      direction[column] = 1
      game.jacobianProduct(at: z, direction, into: &product)
      #expect(product[..<2] == [0, 0])
    }
    for (sigma, turn) in zip(block.singularValues, turns) { #expect(abs(sigma - turn) < 5e-5) }
  }

  @Test("Gaps agree with a search over the box")
  func gaps() throws {
    let radius = game.gapRadius
    for z in [
      profile(0.7, -0.4, 0.3, 0.2), profile(-1.3, 2, -0.8, 1.1), profile(1.2, 0.8, -0.3, -1.9),
      profile(0, 0, 0, 0.5),
    ] {
      let upper = gridMaximum(over: -radius...radius, points: 41) { a in
        gridMaximum(over: -radius...radius, points: 41) { b in
          game.payoff(at: profile(z.values[0], z.values[1], a, b))
        }
      }
      let lower = gridMinimum(over: -radius...radius, points: 41) { w in
        gridMinimum(over: -radius...radius, points: 41) { u in
          game.payoff(at: profile(w, u, z.values[2], z.values[3]))
        }
      }
      #expect(abs(try #require(game.dualityGap(at: z)) - (upper - lower)) < 1e-8)
      #expect(abs(try #require(game.primalGap(at: z)) - upper) < 1e-8)
      #expect(game.proximalDualityGap(at: z, penalty: 0) == game.primalGap(at: z))
      #expect(game.proximalDualityGap(at: z, penalty: .infinity) == game.dualityGap(at: z))
      #expect(game.proximalDualityGap(at: z, penalty: 1) == nil)
    }
  }

  @Test("The proximal response zeroes ∇ᵧV − λM(ỹ − y), with M of the Sobolev norm")
  func response() throws {
    let z = profile(0.7, -0.4, 0.3, 0.2)
    let response = try #require(game.proximalResponse(at: z, penalty: 1.7))
    let move = [response[0] - 0.3, response[1] - 0.2]
    var (metric, gradient) = ([0.0, 0], [0.0, 0, 0, 0])
    game.proximalMetricProduct(move, into: &metric)
    game.gradient(at: z, into: &gradient)
    #expect(abs(gradient[2] - 1.7 * metric[0]) < 1e-14)
    #expect(abs(gradient[3] - 1.7 * metric[1]) < 1e-14)
    // ‖D̃ − D‖² = E(2αX + β)² on X = m ± σ, which has the data's two moments.
    let norm = move[0] * metric[0] + move[1] * metric[1]
    let direct = [0.8 + 1.2, 0.8 - 1.2].reduce(0) { sum, x in
      let difference = 2 * move[0] * x + move[1]
      return sum + difference * difference / 2
    }
    #expect(abs(norm - direct) < 1e-14)
    #expect(game.proximalResponse(at: z, penalty: 0) == nil)
  }

  @Test("The catalog refuses a box without the equilibria and a short start")
  func entry() throws {
    let entry = try GameCatalog.entry(named: "lq-gan")
    let made = try entry.game(settings: ["mean": "0.8", "start": "1,2,3,4"]).game
    #expect((made as? LQGAN)?.start.values == [1, 2, 3, 4])
    let outside = try #require(throws: GameError.self) {
      _ = try entry.game(settings: ["deviation": "3"])
    }
    #expect(outside.message == "gapRadius 2.0 leaves the equilibria outside")
    let short = try #require(throws: GameError.self) {
      _ = try entry.game(settings: ["start": "1,2"])
    }
    #expect(short.code == .invalidParameter)
  }
}
