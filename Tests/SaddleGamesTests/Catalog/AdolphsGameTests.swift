import SaddleGames
import TestSupport
import Testing

@Suite("adolphs")
struct AdolphsGameTests {
  private let game = AdolphsGame()

  @Test("Gaps match brute force")
  func gapsMatchGrid() throws {
    let grid = GridGaps(game: game, minimizer: -8...8, maximizer: -7...9, points: 101)
    // Near the kink two hills are nearly as high, and the first grid may zoom in on the wrong one.
    let least = grid.minimaxValue
    for (x, y) in [(0.0, 0.0), (0.7, -1.2), (-3.4, 3.4), (1.5, 4), (-1.85, 0.3)] {
      let z = StrategyProfile.plane(x, y)
      #expect(abs(try #require(game.dualityGap(at: z)) - grid.dualityGap(x, y)) < 1e-3)
      let primal = try #require(game.primalGap(at: z))
      #expect(abs(primal - (grid.upperEnvelope(x) - least)) < 0.01)
    }
    #expect(abs(try #require(game.primalGap(at: .plane(-50.0 / 27, 0)))) < 1e-13)
  }

  @Test(
    "Proximal gaps match brute force, with and without a bridge", arguments: [0.3, 4, 7.2, 9, 60])
  func proximalGapsMatchGrid(penalty: Double) throws {
    let grid = GridGaps(game: game, minimizer: -8...8, maximizer: -7...9, points: 101)
    for (x, y) in [(0.0, 0.0), (-3.4, 3.4), (1.5, -2)] {
      let gap = try #require(game.proximalDualityGap(at: .plane(x, y), penalty: penalty))
      #expect(abs(gap - grid.proximalDualityGap(x, y, penalty: penalty)) < 0.01)
    }
  }

  @Test("(−2 − √2, 2 + √2) is a local Nash equilibrium, and the maximizer gains by leaving")
  func localNash() throws {
    let point = game.knownEquilibria[0].profile
    let (x, y) = (point.values[0], point.values[1])
    let value = game.payoff(x, y)
    #expect(gridMinimum(over: -10...10) { game.payoff($0, y) } >= value - 1e-12)
    #expect(gridMaximum(over: (y - 1)...(y + 1)) { game.payoff(x, $0) } <= value + 1e-12)
    #expect(try #require(game.dualityGap(at: point)) > 30)
  }

  @Test(
    "The flow from the start ends at the local Nash equilibrium, and from (0.3, −0.3) at (0, 0)")
  func basins() {
    var flow = FlowIntegrator(of: game, from: game.start)
    flow.advance(by: 40)
    let distances = game.knownEquilibria.map { known in
      zip(known.profile.values, flow.profile.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
    #expect(distances[0] < 1e-9)
    flow = FlowIntegrator(of: game, from: .plane(0.3, -0.3))
    flow.advance(by: 40)
    #expect(flow.profile.values.allSatisfy { abs($0) < 1e-9 })
  }
}
