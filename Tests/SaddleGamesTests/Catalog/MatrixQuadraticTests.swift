import RealModule
import SaddleGames
import SaddleLinearAlgebra
import TestSupport
import Testing

@Suite("matrix-quadratic")
struct MatrixQuadraticTests {
  private func scalar(
    _ p: Double, _ b: Double, _ q: Double, gapRadius: Double = 1.5
  ) throws -> MatrixQuadratic {
    try MatrixQuadratic(
      minimizerCurvature: Matrix([[p]]), coupling: Matrix([[b]]),
      maximizerCurvature: Matrix([[q]]), gapRadius: gapRadius)
  }

  private func standard() throws -> MatrixQuadratic {
    let made = try MatrixQuadratic.entry.game().game
    return try #require(made as? MatrixQuadratic)
  }

  private func proximalPayoff(
    _ game: MatrixQuadratic, at z: StrategyProfile, penalty: Double
  ) throws -> Double {
    try #require(game.proximalPayoff(at: z, penalty: penalty))
  }

  @Test("The proximal payoff has the known values of the scalar game")
  func proximalPayoffVectors() throws {
    let first = try proximalPayoff(scalar(-1, 2, 2), at: .plane(0.4, -0.9), penalty: 0.7)
    #expect(abs(first + 0.35814815) < 5e-9)
    let second = try proximalPayoff(scalar(0.3, -1.5, 0.2), at: .plane(-2, 1), penalty: 4)
    #expect(abs(second - 4.4333333) < 5e-8)
  }

  @Test(
    "The gap at (0, 0) of −x²/2 + 2xy − y²/2 with R = 1.5 grows from λ* = 3 on",
    arguments: [
      (1.5, 0.0), (3, 0), (4.5, 0.30681818), (30, 0.97983871), (Double.infinity, 1.125),
    ])
  func gapAtOrigin(penalty: Double, expected: Double) throws {
    let gap = try scalar(-1, 2, 1).proximalDualityGap(at: .plane(0, 0), penalty: penalty)
    #expect(abs(try #require(gap) - expected) < 5e-9)
  }

  @Test("With strong curvature and a ball that does not bind, gaps are those of the free game")
  func freeGaps() throws {
    // 1.2xy + 0.05(x² − y²) at (1, 0.5).
    let game = try scalar(0.1, 1.2, 0.1, gapRadius: 100)
    let z = StrategyProfile.plane(1, 0.5)
    #expect(abs(try #require(game.dualityGap(at: z)) - 9.0625) < 1e-13)
    for (penalty, expected) in [(0.2, 7.2746599), (2, 7.4696970), (50, 8.6550388)] {
      let gap = try #require(game.proximalDualityGap(at: z, penalty: penalty))
      #expect(abs(gap - expected) < 5e-8)
    }
  }

  @Test(
    "λ* is −b²/p − q for scalars, and kinds follow",
    arguments: [
      (-1.0, 2.0, 1.0, 3.0), (-1.0, 2.0, 2.0, 2.0), (-6.0, 4.0, 2.0, 2.0 / 3),
      (-2.0, 3.0, 0.5, 4.0),
      (-0.5, 1.0, 0.25, 1.75),
    ])
  func scalarProximalOrder(p: Double, b: Double, q: Double, expected: Double) throws {
    let game = try scalar(p, b, q)
    let order = try #require(game.proximalOrder)
    #expect(abs(order - expected) < 1e-11)
    #expect(game.knownEquilibria.map(\.kind) == [.proximal(upTo: order)])
  }

  @Test("Nash, maximin and worse are told apart")
  func kinds() throws {
    #expect(try scalar(1, 1, 1).knownEquilibria.map(\.kind) == [.nash])
    #expect(try scalar(0, 1, 0).knownEquilibria.map(\.kind) == [.nash])
    let maximin = try scalar(6, 4, -2)
    #expect(maximin.knownEquilibria.map(\.note) == ["maximin, not minimax"])
    let nothing = try scalar(-1, 0.5, 1)
    #expect(nothing.knownEquilibria.map(\.note) == ["neither minimax nor maximin"])
    #expect(nothing.proximalOrder == nil && maximin.proximalOrder == nil)
  }

  @Test(
    "λ* is where the proximal payoff's least curvature in x changes its sign", arguments: 0..<12)
  func proximalOrderOfRandomGames(seed: Int) throws {
    var random = CounterGenerator(seed: 21, stream: .start, step: seed)
    func normals(_ rows: Int, _ columns: Int) -> Matrix {
      Matrix(
        rowCount: rows, columnCount: columns,
        values: (0..<(rows * columns)).map { _ in random.nextNormal() })
    }
    let raw = normals(3, 3)
    let root = normals(4, 4)
    let game = try MatrixQuadratic(
      minimizerCurvature: 0.5 * (raw + raw.transposed) - 0.5 * Matrix.identity(3),
      coupling: 5 * normals(3, 4),
      maximizerCurvature: 0.2 * symmetric(root * root.transposed))
    let order = try #require(game.proximalOrder)
    #expect(order.isFinite)
    func curvature(_ penalty: Double) throws -> Double {
      let shifted = try #require(
        Cholesky(game.maximizerCurvature + penalty * Matrix.identity(4)))
      let schur =
        game.minimizerCurvature + game.coupling * shifted.solve(game.coupling.transposed)
      return SymmetricEigen(schur).values[0]
    }
    #expect(try curvature(order * 0.999) > 0)
    #expect(try curvature(order * 1.001) < 0)
    #expect(abs(try curvature(order)) < 1e-10)
  }

  private func symmetric(_ matrix: Matrix) -> Matrix { 0.5 * (matrix + matrix.transposed) }

  @Test("The default game is 3-proximal and no more, though the flow converges to it")
  func standardGame() throws {
    let game = try standard()
    #expect(abs(try #require(game.proximalOrder) - 3) < 1e-11)
    #expect(game.knownEquilibria[0].note == "minimax (0, 0)")
    var flow = FlowIntegrator(of: game, from: game.start)
    flow.advance(by: 60)
    #expect(flow.profile.values.allSatisfy { abs($0) < 1e-9 })
  }

  @Test("Gaps match brute force over the ball")
  func gapsMatchGrid() throws {
    let game = try standard()
    let y = [0.6, -1.1]
    func leastProximalPayoff(_ penalty: Double) throws -> Double {
      try gridMinimum(over: 0...2, points: 11) { radius in
        try gridMinimum(over: 0...(2 * Double.pi), points: 25) { angle in
          let z = StrategyProfile(
            minimizer: [radius * Double.cos(angle), radius * Double.sin(angle)], maximizer: y)
          return penalty.isFinite
            ? try proximalPayoff(game, at: z, penalty: penalty) : game.payoff(at: z)
        }
      }
    }
    let z = StrategyProfile(minimizer: [0.7, 0.2], maximizer: y)
    let upper = try proximalPayoff(game, at: z, penalty: 0)
    for penalty in [0, 1, 5, Double.infinity] {
      let gap = try #require(game.proximalDualityGap(at: z, penalty: penalty))
      #expect(abs(gap - (upper - (try leastProximalPayoff(penalty)))) < 1e-6)
    }
  }

  @Test("Gaps are infinite where the maximizer has no best response")
  func infiniteGaps() throws {
    #expect(try scalar(6, 4, -2).dualityGap(at: .plane(0, 0)) == .infinity)
    let flat = try scalar(1, 1, 0)
    #expect(flat.dualityGap(at: .plane(0.5, 0)) == .infinity)
    #expect(flat.dualityGap(at: .plane(0, 0)) == 0)
    #expect(flat.primalGap(at: .plane(0, 3)) == 0)
    // Only x₂ is steered by the direction in which Q is flat, and P punishes x₁ = 0.
    let partly = try MatrixQuadratic(
      minimizerCurvature: Matrix([[-1, 0], [0, 1]]), coupling: Matrix([[0, 2], [1, 0]]),
      maximizerCurvature: Matrix([[0, 0], [0, 8]]), gapRadius: 2)
    // On x₂ = 0, Φ = ½(−1 + 4/8)x₁², least at |x₁| = 2: −1.
    let z = StrategyProfile(minimizer: [1, 0], maximizer: [0, 0])
    #expect(abs(try #require(partly.primalGap(at: z)) - 0.75) < 1e-14)
    #expect(partly.proximalOrder == nil)
  }

  @Test("Turning both players' axes changes neither λ* nor a gap", arguments: [0.3, 1.1])
  func rotated(angle: Double) throws {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    let (u, w) = (Matrix([[c, -s], [s, c]]), Matrix([[s, c], [-c, s]]))
    func turned(_ matrix: Matrix, _ left: Matrix, _ right: Matrix) -> Matrix {
      left * matrix * right.transposed
    }
    // The first is flat in y₁ and steers x₂ by it, the second is flat and steers nothing by it.
    for coupling in [Matrix([[0, 3], [1, 0]]), Matrix([[0, 3], [0, 1]])] {
      let (p, q) = (Matrix([[-1, 0], [0, 1]]), Matrix([[0, 0], [0, 8]]))
      let plain = try MatrixQuadratic(
        minimizerCurvature: p, coupling: coupling, maximizerCurvature: q)
      let game = try MatrixQuadratic(
        minimizerCurvature: symmetric(turned(p, u, u)), coupling: turned(coupling, u, w),
        maximizerCurvature: symmetric(turned(q, w, w)))
      let order = try #require(plain.proximalOrder)
      #expect(abs(try #require(game.proximalOrder) - order) < 1e-9)
      let (x, y) = ([1.2, 0.0], [0.4, -0.9])
      let z = StrategyProfile(minimizer: x, maximizer: y)
      let other = StrategyProfile(minimizer: u(x), maximizer: w(y))
      for penalty in [0, 0.7, 5, Double.infinity] {
        let expected = try #require(plain.proximalDualityGap(at: z, penalty: penalty))
        let gap = try #require(game.proximalDualityGap(at: other, penalty: penalty))
        #expect(expected.isFinite && abs(gap - expected) < 1e-9)
      }
    }
  }

  @Test("Outside the ball, staying put is the minimizer's best deviation")
  func outsideTheBall() throws {
    let game = try scalar(-1, 2, 1, gapRadius: 0.5)
    for penalty in [0, 2, 50, Double.infinity] {
      let gap = try #require(game.proximalDualityGap(at: .plane(9, 18), penalty: penalty))
      #expect(gap >= -1e-12)
    }
  }

  @Test(
    "Matrices that make no quadratic game are refused with a sentence",
    arguments: [
      (["minimizerCurvature": "1,2;3,1"], "not symmetric: row 2, column 1 holds 3.0"),
      (["maximizerCurvature": "1,0.5;0,1"], "not symmetric"),
      (["minimizerCurvature": "1"], "is 1 × 1 and 'coupling' has 2 rows"),
      (["coupling": "1,2,3;4,5,6"], "'maximizerCurvature' is 2 × 2 and 'coupling' has 3 columns"),
    ])
  func refusals(settings: [String: String], expected: String) {
    let error = #expect(throws: GameError.self) {
      try MatrixQuadratic.entry.game(settings: settings)
    }
    #expect(error?.message.contains(expected) == true)
    #expect(error?.hint != nil)
  }
}
