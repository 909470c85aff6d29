import RealModule
import SaddleGames
import SaddleLinearAlgebra
import TestSupport
import Testing

@Suite("rock-paper-scissors")
struct RockPaperScissorsTests {
  private static let uniform = [Double](repeating: 1.0 / 3, count: 3)

  /// ẋᵢ = −xᵢ((Ay)ᵢ − xᵀAy), ẏⱼ = yⱼ((Aᵀx)ⱼ − xᵀAy).
  private func replicator(_ game: MatrixGame, from start: StrategyProfile) -> FlowIntegrator {
    FlowIntegrator(from: start, stepSize: 0.01) { z, velocity in
      game.gradient(at: z, into: &velocity)
      let payoff = game.payoff(at: z)
      for player in Player.allCases {
        for index in z.shape.range(of: player) {
          velocity[index] = -player.sign * z.values[index] * (velocity[index] - payoff)
        }
      }
    }
  }

  /// KL(u‖x) + KL(u‖y), u uniform.
  private func divergence(_ z: StrategyProfile) -> Double {
    z.values.reduce(0) { $0 - Double.log(3 * $1) / 3 }
  }

  @Test(
    "The gap is 2 at (e₁, e₁), 1 with one player uniform, 0 at uniform play", arguments: [0, 0.5])
  func gaps(tiePayoff: Double) throws {
    let game = MatrixGame.rockPaperScissors(tiePayoff: tiePayoff)
    let (pure, uniform) = ([1.0, 0, 0], Self.uniform)
    func gap(_ x: [Double], _ y: [Double]) throws -> Double {
      try #require(game.dualityGap(at: StrategyProfile(minimizer: x, maximizer: y)))
    }
    #expect(abs(try gap(uniform, uniform)) < 1e-15)
    #expect(abs(try gap(pure, pure) - 2) < 1e-15)
    #expect(abs(try gap(pure, uniform) - (1 - tiePayoff / 3)) < 1e-15)
    #expect(abs(try gap(uniform, pure) - (1 + tiePayoff / 3)) < 1e-15)
    #expect(abs(try #require(game.gameValue) - tiePayoff / 3) < 1e-15)
    for value in game.knownEquilibria[0].profile.values { #expect(abs(value - 1.0 / 3) < 1e-15) }
  }

  @Test(
    "The replicator flow conserves KL(u‖x) + KL(u‖y), chaotic or not", arguments: [0, 0.5])
  func invariant(tiePayoff: Double) {
    let game = MatrixGame.rockPaperScissors(tiePayoff: tiePayoff)
    let start = StrategyProfile(minimizer: [0.5, 0.1, 0.4], maximizer: [0.5, 0.25, 0.25])
    var flow = replicator(game, from: start)
    let initial = divergence(start)
    for _ in 0..<20 {
      flow.advance(by: 5)
      #expect(abs(divergence(flow.profile) / initial - 1) < 1e-6)
    }
  }

  @Test("Small replicator orbits take 2π√3")
  func smallPeriod() throws {
    let start = StrategyProfile(
      minimizer: [1.0 / 3 + 1e-4, 1.0 / 3 - 1e-4, 1.0 / 3], maximizer: Self.uniform)
    var flow = replicator(.rockPaperScissors(), from: start)
    let period = try flow.period(of: 3, through: 1.0 / 3)
    #expect(abs(period - 2 * Double.pi * 3.0.squareRoot()) < 1e-5)
  }

  @Test("Time averages approach the equilibrium while the last iterates do not")
  func timeAverage() throws {
    let game = MatrixGame.rockPaperScissors()
    var flow = replicator(game, from: game.start)
    var sum = [Double](repeating: 0, count: 6)
    var leastGap = Double.infinity
    for _ in 0..<20_000 {
      flow.advance(by: 0.05)
      for index in sum.indices { sum[index] += flow.profile.values[index] / 20_000 }
      leastGap = min(leastGap, try #require(game.dualityGap(at: flow.profile)))
    }
    let average = StrategyProfile(values: sum, shape: game.shape)
    #expect(try #require(game.dualityGap(at: average)) < 0.005)
    #expect(leastGap > 0.05)
  }

  @Test("The catalog's entry is the matrix game with ε on the diagonal")
  func entry() throws {
    let made = try MatrixGame.rockPaperScissorsEntry.game(settings: ["tiePayoff": "0.25"]).game
    let game = try #require(made as? MatrixGame)
    #expect(game.matrix == Matrix([[0.25, -1, 1], [1, 0.25, -1], [-1, 1, 0.25]]))
    #expect(game.start.values == [0.5, 0.3, 0.2, 0.2, 0.5, 0.3])
  }
}
