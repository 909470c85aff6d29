import SaddleGames
import TestSupport
import Testing

@Suite("forsaken")
struct ForsakenTests {
  private let game = Forsaken()
  private var solution: StrategyProfile { game.knownEquilibria[0].profile }

  @Test("The critical point is (0.078026669, 0.411933851), with eigenvalues 0.04475 ± 0.90803i")
  func criticalPoint() {
    #expect(abs(solution.values[0] - 0.078026669) < 1e-9)
    #expect(abs(solution.values[1] - 0.411933851) < 1e-9)
    var v = [Double](repeating: .nan, count: 2)
    game.gradientField(at: solution, into: &v)
    #expect(v.allSatisfy { abs($0) < 1e-15 })
    let second = game.hessian(solution.values[0], solution.values[1])
    #expect(abs(second.xx - 0.46366) < 1e-5)
    #expect(abs(second.yy - 0.37416) < 1e-5)
    // J = [[f_xx, 1], [−1, −f_yy]].
    let halfTrace = (second.xx - second.yy) / 2
    let determinant = 1 - second.xx * second.yy
    #expect(abs(halfTrace - 0.04475) < 1e-5)
    #expect(abs((determinant - halfTrace * halfTrace).squareRoot() - 0.90803) < 1e-5)
  }

  @Test(
    "From outside, the flow ends on the stable cycle of period 7.54800",
    arguments: [[0.2, 0.5], [1, 1], [1.3, 1.3]])
  func stableCycle(start: [Double]) throws {
    var flow = FlowIntegrator(of: game, from: .plane(start[0], start[1]))
    flow.advance(by: 100)
    let period = try flow.period(of: 1, through: solution.values[1])
    #expect(abs(period - 7.548004) < 1e-6)
    let crossing = try flow.nextRise(of: 1, through: solution.values[1])
    #expect(abs(crossing.profile.values[0] - 1.347949) < 1e-6)
    #expect(abs(try flowMultiplier(of: game, at: crossing.profile, rising: 1)) < 1e-5)
  }

  @Test(
    "Run backward from near the critical point, it ends on the unstable cycle of period 7.16988")
  func unstableCycle() throws {
    let start = StrategyProfile.plane(solution.values[0] + 0.05, solution.values[1])
    var flow = FlowIntegrator(of: game, from: start, backward: true)
    flow.advance(by: 300)
    let period = try flow.period(of: 1, through: solution.values[1])
    #expect(abs(period - 7.169878) < 1e-6)
    // Backward, y rises on the far side; the near side is met when −y does.
    var forward = FlowIntegrator(of: game, from: flow.profile)
    let crossing = try forward.nextRise(of: 1, through: solution.values[1])
    #expect(abs(crossing.profile.values[0] - 0.218461) < 1e-5)
    let multiplier = try flowMultiplier(of: game, at: crossing.profile, rising: 1)
    #expect(abs(multiplier - 1.91978) < 1e-5)
  }

  @Test("It is the only critical point in [−2, 2]²")
  func uniqueness() {
    // f_y = 0 gives x = φ′(y), and f_x along that curve changes its sign once.
    let slopes = stride(from: -2.0, through: 2, by: 1e-3).compactMap { y -> Double? in
      let x = -game.gradient(0, y).y
      return abs(x) <= 2 ? game.gradient(x, y).x : nil
    }
    #expect(zip(slopes, slopes.dropFirst()).count { ($0 < 0) != ($1 < 0) } == 1)
  }

  @Test("From inside the unstable cycle, the flow ends at the critical point")
  func insideConverges() throws {
    var flow = FlowIntegrator(of: game, from: .plane(0.1, 0.42))
    flow.advance(by: 300)
    #expect(try #require(game.distanceToEquilibrium(from: flow.profile)) < 1e-6)
  }

  @Test("On the box of R = 1.5 minimax is 0.201184, maximin −0.232690, and no profile is Nash")
  func values() throws {
    let grid = GridGaps(game: game, minimizer: -1.5...1.5, maximizer: -1.5...1.5)
    let upper = grid.minimaxValue
    let lower = gridMaximum(over: -1.5...1.5, points: 41) { y in
      gridMinimum(over: -1.5...1.5, points: 41) { game.payoff($0, y) }
    }
    #expect(abs(upper - 0.201184) < 1e-6)
    #expect(abs(lower + 0.232690) < 1e-6)
    #expect(abs(try #require(game.dualityGap(at: solution)) - 0.5500415) < 1e-7)
    // min DG = minimax − maximin, at x = 0 and y = 0.45.
    #expect(abs(try #require(game.dualityGap(at: .plane(0, 0.45))) - 0.433875) < 1e-6)
    #expect(try #require(game.primalGap(at: .plane(0, 3))) == 0)
  }

  @Test("Gaps match brute force on the box", arguments: [0.8, 1.5, 2])
  func gapsMatchGrid(radius: Double) throws {
    let game = Forsaken(gapRadius: radius)
    let grid = GridGaps(game: game, minimizer: -radius...radius, maximizer: -radius...radius)
    let least = grid.minimaxValue
    for (x, y) in [(0.0, 0.0), (0.7, -0.6), (-0.4, 0.3), (0.8, 0.75), (-0.1, -0.5)] {
      let z = StrategyProfile.plane(x, y)
      #expect(abs(try #require(game.dualityGap(at: z)) - grid.dualityGap(x, y)) < 1e-5)
      if radius > 1.3066 {
        let gap = try #require(game.primalGap(at: z))
        #expect(abs(gap - (grid.upperEnvelope(x) - least)) < 1e-6)
      } else {
        #expect(game.primalGap(at: z) == nil)
      }
    }
  }
}
