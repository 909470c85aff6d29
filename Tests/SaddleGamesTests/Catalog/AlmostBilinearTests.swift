import RealModule
import SaddleGames
import TestSupport
import Testing

@Suite("almost-bilinear")
struct AlmostBilinearTests {
  @Test(
    "The flow ends on van der Pol's cycle, with its period",
    arguments: [(0.05, 6.284167), (0.1, 6.287111), (0.5, 6.380676), (1, 6.663287)])
  func period(perturbation: Double, expected: Double) throws {
    let game = AlmostBilinear(perturbation: perturbation)
    var flow = FlowIntegrator(of: game, from: .plane(0, 1.1))
    let turns = Int(4 / perturbation) + 4
    let period = try flow.period(of: 1, through: 0, after: turns)
    #expect(abs(period - expected) < 1e-6)
    let square = perturbation * perturbation
    let series = 2 * Double.pi * (1 + square / 16 - 5 * square * square / 3072)
    // The next term is of the order of ε⁶.
    #expect(abs(period - series) < 0.0035 * square * square * square + 1e-9)
  }

  @Test(
    "A turn shrinks the distance to the cycle by exp(−∮ε(3y² − 1)dt)",
    arguments: [(0.05, 0.73033), (0.1, 0.53307), (0.5, 0.03918), (1, 0.00086)])
  func multiplier(perturbation: Double, expected: Double) throws {
    let game = AlmostBilinear(perturbation: perturbation)
    var flow = FlowIntegrator(of: game, from: .plane(0, 1.1))
    for _ in 0..<(Int(4 / perturbation) + 4) { _ = try flow.nextRise(of: 1, through: 0) }
    let start = try flow.nextRise(of: 1, through: 0).profile
    let found = try flowMultiplier(of: game, at: start, rising: 1)
    #expect(abs(found - expected) < 1e-5)
  }

  @Test("The cycle at ε = 0.5 reaches |y| = 1.156137 and |x| = 1.180141, and lies in the gap box")
  func amplitude() {
    var flow = FlowIntegrator(of: AlmostBilinear(), from: .plane(0, 1.1))
    flow.advance(by: 60)
    var reach = (x: 0.0, y: 0.0)
    for _ in 0..<7_000 {
      flow.advance(by: 0.001)
      reach = (
        max(reach.x, abs(flow.profile.values[0])), max(reach.y, abs(flow.profile.values[1]))
      )
    }
    #expect(abs(reach.y - 1.156137) < 1e-6)
    #expect(abs(reach.x - 1.180141) < 1e-6)
  }

  @Test("Gaps match brute force on the box", arguments: [0.0, 0.3, 2])
  func gapsMatchGrid(perturbation: Double) throws {
    let game = AlmostBilinear(perturbation: perturbation, gapRadius: 1.5)
    let grid = GridGaps(game: game, minimizer: -1.5...1.5, maximizer: -1.5...1.5)
    let least = grid.minimaxValue
    for (x, y) in [(0.0, 0.0), (0.7, -1.2), (-0.4, 0.3), (1.4, 1.4), (-0.1, -0.9)] {
      let z = StrategyProfile.plane(x, y)
      #expect(abs(try #require(game.dualityGap(at: z)) - grid.dualityGap(x, y)) < 1e-6)
      #expect(abs(try #require(game.primalGap(at: z)) - (grid.upperEnvelope(x) - least)) < 1e-6)
      for penalty in [0.05, 0.4, 1, 3, 20] {
        let gap = try #require(game.proximalDualityGap(at: z, penalty: penalty))
        #expect(abs(gap - grid.proximalDualityGap(x, y, penalty: penalty)) < 1e-6)
      }
    }
  }

  @Test("In a small box the bridge between the two peaks is cut at the edges")
  func smallBox() throws {
    let game = AlmostBilinear(perturbation: 2, gapRadius: 0.5)
    let grid = GridGaps(game: game, minimizer: -0.5...0.5, maximizer: -0.5...0.5)
    for penalty in [0, 0.1, 1.5, 1.9, 10] {
      let gap = try #require(game.proximalDualityGap(at: .plane(0.2, -0.4), penalty: penalty))
      #expect(abs(gap - grid.proximalDualityGap(0.2, -0.4, penalty: penalty)) < 1e-6)
    }
  }

  @Test("(0, 0) is Nash only without the perturbation")
  func kinds() {
    #expect(AlmostBilinear(perturbation: 0).knownEquilibria.map(\.kind) == [.nash])
    #expect(AlmostBilinear(perturbation: 0.1).knownEquilibria.map(\.kind) == [.stationary])
  }
}
