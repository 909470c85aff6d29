import RealModule
import SaddleGames
import SaddleLinearAlgebra
import TestSupport
import Testing

@Suite("ratio")
struct RatioGameTests {
  private let game: RatioGame

  init() throws { game = try RatioGame() }

  /// The flow in (p, q), of which the simplex coordinates' flow is half.
  private func planeFlow(of game: RatioGame, from p: Double, _ q: Double) -> FlowIntegrator {
    FlowIntegrator(from: .plane(p, q), stepSize: 0.002) { z, velocity in
      let (p, q) = (z.values[0], z.values[1])
      var gradient = [Double](repeating: 0, count: 4)
      game.gradient(
        at: StrategyProfile(minimizer: [p, 1 - p], maximizer: [q, 1 - q]), into: &gradient)
      velocity[0] = -(gradient[0] - gradient[1])
      velocity[1] = gradient[2] - gradient[3]
    }
  }

  @Test("The equilibrium is (p, q) = (0.951941, 0.050485), of value −0.605823")
  func equilibrium() throws {
    let known = try #require(game.knownEquilibria.first)
    #expect(abs(known.profile.values[0] - 0.951941) < 1e-6)
    #expect(abs(known.profile.values[2] - 0.050485) < 1e-6)
    #expect(abs(game.gameValue + 0.605823) < 1e-6)
    #expect(abs(game.payoff(at: known.profile) - game.gameValue) < 1e-15)
    #expect(abs(try #require(game.dualityGap(at: known.profile))) < 1e-13)
  }

  @Test("Small orbits in (p, q) take 2π/2.32834, and twice that on the simplices")
  func period() throws {
    let solution = try #require(game.knownEquilibria.first).profile
    let (p, q) = (solution.values[0], solution.values[2])
    var plane = planeFlow(of: game, from: p + 1e-4, q)
    let period = try plane.period(of: 1, through: q)
    #expect(abs(period - 2 * Double.pi / 2.32834) < 1e-4)

    var start = solution
    start.values[0] += 1e-4
    start.values[1] -= 1e-4
    let game = game
    var simplex = FlowIntegrator(from: start) { z, velocity in
      game.gradientField(at: z, into: &velocity)
      for player in Player.allCases {
        let range = z.shape.range(of: player)
        let mean = velocity[range].reduce(0, +) / Double(range.count)
        for index in range { velocity[index] = mean - velocity[index] }
      }
    }
    let doubled = try simplex.period(of: 2, through: q)
    #expect(abs(doubled - 2 * period) < 1e-6)
  }

  @Test("Interior orbits of a 2 × 2 game close")
  func closedOrbits() throws {
    let game = try RatioGame(
      numerator: Matrix([[1, -1], [-1, 1]]), denominator: Matrix([[1, 0.6], [0.8, 0.5]]))
    let solution = try #require(game.knownEquilibria.first).profile
    #expect(abs(solution.values[0] - 0.5) < 1e-12 && abs(solution.values[2] - 0.5) < 1e-12)
    var flow = planeFlow(of: game, from: 0.7, 0.5)
    let first = try flow.nextRise(of: 1, through: 0.5)
    let second = try flow.nextRise(of: 1, through: 0.5)
    for turn in 2...4 {
      let next = try flow.nextRise(of: 1, through: 0.5)
      #expect(abs(next.profile.values[0] - first.profile.values[0]) < 1e-8, "turn \(turn)")
    }
    // The orbit meets the section q = ½ at p = 0.7 again, and at p = 0.3 on its way down.
    #expect(abs(first.profile.values[0] - 0.7) < 1e-8)
    #expect(abs(second.time - first.time - 1.13775) < 1e-5)
    var small = planeFlow(of: game, from: 0.5 + 1e-4, 0.5)
    #expect(abs(try small.period(of: 1, through: 0.5) - 2 * Double.pi / 5.51724) < 1e-5)
  }

  @Test("(xᵀSy)²·∂V/∂p depends on q alone, which closes the orbits: −0.524 at q = 0.3")
  func separates() throws {
    let game = try RatioGame(
      numerator: Matrix([[1, -1], [-1, 1]]), denominator: Matrix([[1, 0.6], [0.8, 0.5]]))
    for p in [0.2, 0.5, 0.8] {
      let z = StrategyProfile(minimizer: [p, 1 - p], maximizer: [0.3, 0.7])
      var gradient = [Double](repeating: 0, count: 4)
      game.gradient(at: z, into: &gradient)
      let size = p * (0.3 + 0.6 * 0.7) + (1 - p) * (0.8 * 0.3 + 0.5 * 0.7)
      #expect(abs(size * size * (gradient[0] - gradient[1]) + 0.524) < 1e-14)
    }
  }

  @Test("Gaps match brute force over mixed strategies")
  func gapsMatchGrid() throws {
    let game = game
    func payoff(_ p: Double, _ q: Double) -> Double {
      game.payoff(at: StrategyProfile(minimizer: [p, 1 - p], maximizer: [q, 1 - q]))
    }
    let least = gridMinimum(over: 0...1, points: 41) { p in
      gridMaximum(over: 0...1, points: 41) { payoff(p, $0) }
    }
    for (p, q) in [(0.5, 0.5), (0.95, 0.05), (0.1, 0.8), (1, 0)] {
      let z = StrategyProfile(minimizer: [p, 1 - p], maximizer: [q, 1 - q])
      let upper = gridMaximum(over: 0...1) { payoff(p, $0) }
      let gap = upper - gridMinimum(over: 0...1) { payoff($0, q) }
      #expect(abs(try #require(game.dualityGap(at: z)) - gap) < 1e-12)
      #expect(abs(try #require(game.primalGap(at: z)) - (upper - least)) < 1e-7)
    }
  }

  @Test("Any positive ratio game is solved: no pure deviation gains", arguments: 0..<20)
  func solvesRandomGames(seed: Int) throws {
    var random = CounterGenerator(seed: 3, stream: .start, step: seed)
    let (rows, columns) = (1 + seed % 4, 1 + seed % 5)
    let numerator = Matrix(
      rowCount: rows, columnCount: columns,
      values: (0..<(rows * columns)).map { _ in random.nextNormal() })
    let denominator = Matrix(
      rowCount: rows, columnCount: columns,
      values: (0..<(rows * columns)).map { _ in 0.1 + random.nextUniform() })
    let game = try RatioGame(numerator: numerator, denominator: denominator)
    let known = try #require(game.knownEquilibria.first)
    #expect(abs(try #require(game.dualityGap(at: known.profile))) < 1e-11)
    #expect(abs(game.payoff(at: known.profile) - game.gameValue) < 1e-11)
  }

  @Test("Projected steps stay on the simplices and stand still at the equilibrium")
  func projectedSteps() throws {
    let solution = try #require(game.knownEquilibria.first).profile
    var v = [Double](repeating: 0, count: 4)
    for (start, moves) in [(solution, false), (game.start, true)] {
      var z = start
      for _ in 0..<200 {
        game.gradientField(at: z, into: &v)
        for index in v.indices { z.values[index] -= 0.01 * v[index] }
        for player in Player.allCases { game.project(player, of: &z) }
        for player in Player.allCases {
          #expect(z[player].allSatisfy { $0 >= 0 })
          #expect(abs(z[player].reduce(0, +) - 1) < 1e-14)
        }
      }
      let distance = zip(z.values, start.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(moves ? distance > 0.01 : distance < 1e-12)
    }
  }

  @Test("Matrices that make no ratio game are refused with a sentence")
  func refusals() {
    for settings in [
      ["denominator": "1,1;0,1"], ["denominator": "1,1,1;1,1,1"], ["start": "0.5,0.6,1,0"],
      ["start": "1.5,-0.5,1,0"], ["start": "1,0,1"],
    ] {
      let error = #expect(throws: GameError.self) { try RatioGame.entry.game(settings: settings) }
      #expect(error?.code == .invalidParameter)
      #expect(error?.hint != nil)
    }
  }
}
