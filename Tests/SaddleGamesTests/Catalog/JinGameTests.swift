import RealModule
import SaddleGames
import TestSupport
import Testing

@Suite("jin")
struct JinGameTests {
  private let game = JinGame()

  @Test("The global minimax points have f_x = ±0.2π: they are not stationary")
  func minimaxIsNotStationary() throws {
    for known in game.knownEquilibria where known.kind == .proximal(upTo: 0) {
      let slope = game.gradient(known.profile.values[0], known.profile.values[1]).x
      #expect(abs(abs(slope) - 0.2 * Double.pi) < 1e-15)
      #expect(abs(try #require(game.primalGap(at: known.profile))) < 1e-15)
    }
  }

  @Test("Gaps match brute force")
  func gapsMatchGrid() throws {
    let grid = GridGaps(
      game: game, minimizer: -1...1, maximizer: (-2 * Double.pi)...(2 * Double.pi))
    for (x, y) in [(0.0, 0.0), (0.7, -1.2), (-1, 2.9), (0.3, 6), (-0.2, -4)] {
      let z = StrategyProfile.plane(x, y)
      #expect(abs(try #require(game.dualityGap(at: z)) - grid.dualityGap(x, y)) < 1e-6)
      let primal = try #require(game.primalGap(at: z))
      #expect(abs(primal - (grid.upperEnvelope(x) - 1)) < 1e-6)
    }
  }

  @Test("At the local Nash equilibria neither player gains nearby, and the maximizer does afar")
  func localNash() throws {
    for known in game.knownEquilibria where known.kind == .stationary {
      let (x, y) = (known.profile.values[0], known.profile.values[1])
      let value = game.payoff(x, y)
      #expect(gridMinimum(over: -1...1) { game.payoff($0, y) } >= value - 1e-12)
      #expect(gridMaximum(over: (y - 1)...(y + 1)) { game.payoff(x, $0) } <= value + 1e-12)
      #expect(try #require(game.dualityGap(at: known.profile)) > 1)
    }
  }
}
