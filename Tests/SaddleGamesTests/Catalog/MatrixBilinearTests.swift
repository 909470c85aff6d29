import RealModule
import SaddleGames
import SaddleLinearAlgebra
import TestSupport
import Testing

@Suite("matrix-bilinear")
struct MatrixBilinearTests {
  @Test(
    "One by one it has the scalar game's gaps",
    arguments: [
      (1.0, 0.3, 0.7, 3.9, 3.0315), (-0.4, 1.7, 0.7, 6.3, 2.2115), (0.2, -1.5, 5.0, 5.1, 4.2),
      (0.0, 1.0, 50.0, 3.0, 2.91), (0.5, 1.9, 3.0, 7.2, 5.7),
    ])
  func scalarVectors(
    x: Double, y: Double, penalty: Double, gap: Double, proximalGap: Double
  ) throws {
    let game = MatrixBilinear(matrix: Matrix([[1.5]]), gapRadius: 2)
    let z = StrategyProfile.plane(x, y)
    #expect(abs(try #require(game.dualityGap(at: z)) - gap) < 1e-14)
    #expect(
      abs(try #require(game.proximalDualityGap(at: z, penalty: penalty)) - proximalGap) < 1e-13)
  }

  @Test("Gaps match brute force on the balls")
  func gapsMatchGrid() throws {
    let game = MatrixBilinear(matrix: Matrix([[1, 0.5], [-0.3, 2]]), gapRadius: 1.2)
    func disk(_ value: ([Double]) -> Double) -> Double {
      gridMaximum(over: 0...1.2, points: 11) { r in
        gridMaximum(over: 0...(2 * Double.pi), points: 41) {
          value([r * Double.cos($0), r * Double.sin($0)])
        }
      }
    }
    func payoff(_ x: [Double], _ y: [Double]) -> Double {
      game.payoff(at: StrategyProfile(minimizer: x, maximizer: y))
    }
    let (x, y) = ([0.4, -0.9], [0.8, 0.7])
    let z = StrategyProfile(minimizer: x, maximizer: y)
    let upper = disk { payoff(x, $0) }
    #expect(abs(try #require(game.primalGap(at: z)) - upper) < 1e-7)
    #expect(abs(try #require(game.dualityGap(at: z)) - upper - disk { -payoff($0, y) }) < 1e-7)
    // The first penalty keeps the minimizer inside its ball, the second does not.
    for penalty in [0.5, 8] {
      let least = -disk { other in
        -(game.proximalPayoff(
          at: StrategyProfile(minimizer: other, maximizer: y), penalty: penalty) ?? .nan)
      }
      let gap = try #require(game.proximalDualityGap(at: z, penalty: penalty))
      #expect(abs(gap - (upper - least)) < 1e-6)
    }
  }

  @Test("Keeping the proximal response in the ball changes no gap")
  func ballDoesNotBind() throws {
    let game = MatrixBilinear(matrix: Matrix([[1, 0.5], [-0.3, 2]]), gapRadius: 1.2)
    let points = (0...12).flatMap { ring in
      (0..<48).map { turn in
        let (radius, angle) = (0.1 * Double(ring), Double.pi / 24 * Double(turn))
        return [radius * Double.cos(angle), radius * Double.sin(angle)]
      }
    }
    let y = [0.8, 0.7]
    for penalty in [0.5, 8] {
      let least = points.reduce(Double.infinity) { least, x in
        let pull = game.matrix.transposed(x)
        let best = points.reduce(-Double.infinity) { best, response in
          let (a, b) = (response[0] - y[0], response[1] - y[1])
          let payoff = pull[0] * response[0] + pull[1] * response[1]
          return max(best, payoff - penalty / 2 * (a * a + b * b))
        }
        return min(least, best)
      }
      let gap = try #require(
        game.proximalDualityGap(
          at: StrategyProfile(minimizer: [0, 0], maximizer: y), penalty: penalty))
      #expect(abs(gap + least) < 0.02)
    }
  }

  @Test("Every mode turns with the period 2π/s of its singular value")
  func modes() throws {
    let game = MatrixBilinear()
    let golden = (1 + 5.0.squareRoot()) / 2
    // [[1, 1], [1, 0]] is symmetric with the eigenvectors (φ, 1) and (1, −φ).
    for (vector, slope) in [([golden, 1], golden), ([1, -golden], 1 / golden)] {
      let start = StrategyProfile(minimizer: vector, maximizer: [0, 0])
      var flow = FlowIntegrator(of: game, from: start)
      let period = try flow.period(of: 2, through: 0)
      #expect(abs(period - 2 * Double.pi / slope) < 1e-8)
    }
  }

  @Test("The null spaces neither move nor count in the distance")
  func nullSpaces() throws {
    let game = MatrixBilinear(matrix: Matrix([[1, 2, 3], [2, 4, 6]]))
    // ker Aᵀ is spanned by (2, −1), ker A contains (3, 0, −1) and (2, −1, 0).
    let still = StrategyProfile(minimizer: [2, -1], maximizer: [5, -1, -1])
    #expect(abs(try #require(game.distanceToEquilibrium(from: still))) < 1e-14)
    #expect(abs(try #require(game.dualityGap(at: still))) < 1e-13)
    let moving = StrategyProfile(minimizer: [2, -1], maximizer: [6, 1, 2])
    #expect(
      abs(try #require(game.distanceToEquilibrium(from: moving)) - 14.0.squareRoot()) < 1e-13)
    #expect(abs(try #require(game.proximalDualityGap(at: moving, penalty: 0.01)) - 0.07) < 1e-13)
  }

  @Test("The matrix decides how many numbers a start needs")
  func start() throws {
    let entry = MatrixBilinear.entry
    let made = try entry.game(settings: ["matrix": "1,2,3;4,5,6", "start": "1,2,3,4,5"]).game
    #expect((made as? MatrixBilinear)?.start.values == [1, 2, 3, 4, 5])
    let error = #expect(throws: GameError.self) {
      try entry.game(settings: ["matrix": "1,2,3;4,5,6", "start": "1,2,3,4"])
    }
    #expect(error?.message.contains("5 coordinates") == true)
  }
}
