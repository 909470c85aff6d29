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
    let radii = GridSearch(0...1.2, count: 8)
    let angles = GridSearch(0...(2 * Double.pi), count: 24)
    func disk(_ value: ([Double]) -> Double) -> Double {
      radii.maximum { r in angles.maximum { value([r * Double.cos($0), r * Double.sin($0)]) } }
    }
    func payoff(_ x: [Double], _ y: [Double]) -> Double {
      game.payoff(at: StrategyProfile(minimizer: x, maximizer: y))
    }
    let (x, y) = ([0.4, -0.9], [0.8, 0.7])
    let z = StrategyProfile(minimizer: x, maximizer: y)
    let upper = disk { payoff(x, $0) }
    #expect(abs(try #require(game.primalGap(at: z)) - upper) < 1e-3)
    #expect(abs(try #require(game.dualityGap(at: z)) - upper - disk { -payoff($0, y) }) < 1e-3)
    // The middle penalty keeps the minimizer inside its ball, the last does not.
    for penalty in [0.5, 8] {
      let lower = -disk { other in
        -disk { response in
          let (a, b) = (response[0] - y[0], response[1] - y[1])
          return payoff(other, response) - penalty / 2 * (a * a + b * b)
        }
      }
      let gap = try #require(game.proximalDualityGap(at: z, penalty: penalty))
      #expect(abs(gap - (upper - lower)) < 2e-3)
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
