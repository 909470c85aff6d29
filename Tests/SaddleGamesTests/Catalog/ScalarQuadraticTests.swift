import SaddleGames
import TestSupport
import Testing

@Suite struct ScalarQuadraticTests {
  private let origin = StrategyProfile(minimizer: [0], maximizer: [0])

  @Test(
    "f^λ has the printed digits",
    arguments: [
      (p: -1.0, b: 2.0, q: 2.0, penalty: 0.7, x: 0.4, y: -0.9, expected: -0.35814815),
      (p: 0.3, b: -1.5, q: 0.2, penalty: 4, x: -2, y: 1, expected: 4.4333333),
    ])
  func proximalPayoff(
    p: Double, b: Double, q: Double, penalty: Double, x: Double, y: Double, expected: Double
  ) {
    let game = ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q)
    let point = StrategyProfile(minimizer: [x], maximizer: [y])
    let payoff = game.proximalPayoff(at: point, penalty: penalty) ?? .nan
    #expect(abs(payoff - expected) <= 6e-8)
  }

  @Test(
    "The λ-proximal gap of the default game at (0, 0) for R = 1.5 has the printed digits",
    arguments: [(1.5, 0), (3, 0), (4.5, 0.30681818), (30, 0.97983871), (.infinity, 1.125)])
  func proximalGap(penalty: Double, expected: Double) {
    let game = ScalarQuadratic(gapRadius: 1.5)
    let gap = game.proximalDualityGap(at: origin, penalty: penalty) ?? .nan
    #expect(abs(gap - expected) <= 6e-9)
  }

  @Test(
    "At (0, 0) the λ-proximal gap is ½R²·max(0, −p − b²/(q + λ)), with the printed digits",
    arguments: [
      (p: -1.0, b: 2.0, q: 2.0, [1: 0.0, 3: 0.225, 20: 0.92045455, .infinity: 1.125]),
      (p: -2, b: 3, q: 0.5, [2: 0, 6: 0.69230769, 40: 2, .infinity: 2.25]),
      (
        p: -0.5, b: 1, q: 0.25,
        [0.875: 0, 2.625: 0.17119565, 17.5: 0.49911972, .infinity: 0.5625]
      ),
      (p: -6, b: 4, q: 2, [1 / 3.0: 0, 1: 0.75, 20 / 3.0: 4.6730769, .infinity: 6.75]),
    ])
  func proximalGapAtOrigin(p: Double, b: Double, q: Double, gaps: [Double: Double]) {
    let game = ScalarQuadratic(
      minimizerCurvature: p, coupling: b, maximizerCurvature: q, gapRadius: 1.5)
    for (penalty, printed) in gaps {
      let gap = game.proximalDualityGap(at: origin, penalty: penalty) ?? .nan
      #expect(abs(gap - 1.125 * max(0, -p - b * b / (q + penalty))) <= 1e-14)
      #expect(abs(gap - printed) <= 6e-8, "λ = \(penalty)")
    }
  }

  @Test("The flow of the default game turns in 2π/√3 and keeps (b/2)(x² + y²) + pxy")
  func flow() throws {
    let game = ScalarQuadratic()
    func invariant(_ z: StrategyProfile) -> Double {
      let (x, y) = (z.values[0], z.values[1])
      return x * x + y * y - x * y
    }
    let start = StrategyProfile(minimizer: [1], maximizer: [0.3])
    var flow = FlowIntegrator(of: game, from: start)
    #expect(abs(try flow.period(of: 1, through: 0) - 2 * .pi / 3.0.squareRoot()) <= 1e-9)
    #expect(abs(invariant(flow.profile) / invariant(start) - 1) <= 1e-9)
  }

  @Test("λ changes the gap: 0 at λ = 2, 3R²/14 at λ = 6, R²/2 at λ = ∞")
  func penaltyMatters() {
    let game = ScalarQuadratic(gapRadius: 1)
    #expect(game.proximalDualityGap(at: origin, penalty: 2) == 0)
    let middle = game.proximalDualityGap(at: origin, penalty: 6) ?? .nan
    #expect(abs(middle - 3.0 / 14) <= 1e-15)
    #expect(game.dualityGap(at: origin) == 0.5)
  }

  /// The games of the literature: Jin's examples, and those between.
  static let family: [(p: Double, b: Double, q: Double)] = [
    (1, 1, 1), (-1, 2, 1), (-1, 2, 2), (-6, 4, 2), (-1, 0.5, 1), (0.3, -1.5, 0.2), (0, 2, 1),
    (2, -1, 0.5), (-2, 3, 0.5), (1, 0, 3),
  ]

  @Test("Gaps agree with a search over both players' deviations, at any point", arguments: family)
  func search(p: Double, b: Double, q: Double) {
    let radius = 1.5
    let game = ScalarQuadratic(
      minimizerCurvature: p, coupling: b, maximizerCurvature: q, gapRadius: radius)
    for (x, y) in [(0.0, 0.0), (0.7, -0.4), (-1.2, 2.5), (1.5, 0.3), (2.5, -3)] {
      let point = StrategyProfile(minimizer: [x], maximizer: [y])
      for penalty in [0.0, 0.4, 2.5, 40, .infinity] {
        // Φ by its argmax; the deviations of x on a grid with its ends and x itself.
        let upper = game.payoff(x, b * x / q)
        var lower = Double.infinity
        for step in 0...3_001 {
          let move = step == 3_001 ? x : radius * (Double(step) / 1_500 - 1)
          let deviation = StrategyProfile(minimizer: [move], maximizer: [y])
          let value =
            penalty.isInfinite
            ? game.payoff(move, y) : game.proximalPayoff(at: deviation, penalty: penalty) ?? .nan
          lower = min(lower, value)
        }
        let gap = game.proximalDualityGap(at: point, penalty: penalty) ?? .nan
        #expect(gap >= 0)
        #expect(
          abs(gap - (upper - lower)) <= 2e-5, "(\(x), \(y)), λ = \(penalty): \(gap)")
      }
      #expect(game.primalGap(at: point) == game.proximalDualityGap(at: point, penalty: 0))
      #expect(
        game.dualityGap(at: point) == game.proximalDualityGap(at: point, penalty: .infinity))
    }
  }

  @Test("Gaps are +∞ exactly where f(x, ·) has no maximum")
  func unattained() {
    let point = StrategyProfile(minimizer: [1], maximizer: [1])
    let onAxis = StrategyProfile(minimizer: [0], maximizer: [1])
    let upward = ScalarQuadratic(minimizerCurvature: 6, coupling: 4, maximizerCurvature: -2)
    #expect(upward.dualityGap(at: origin) == .infinity)
    #expect(upward.proximalDualityGap(at: origin, penalty: 1) == .infinity)
    #expect(upward.proximalDualityGap(at: origin, penalty: 10) == .infinity)
    #expect(upward.primalGap(at: point) == .infinity)
    let linear = ScalarQuadratic(minimizerCurvature: 1, coupling: 2, maximizerCurvature: 0)
    #expect(linear.dualityGap(at: point) == .infinity)
    // At x = 0 the payoff does not depend on y: Φ(0) = 0, min over x′ of ½x′² + 2x′ is −2.
    #expect(linear.dualityGap(at: onAxis) == 2)
    #expect(linear.primalGap(at: onAxis) == 0)
    let separate = ScalarQuadratic(
      minimizerCurvature: -1, coupling: 0, maximizerCurvature: 0, gapRadius: 1)
    #expect(separate.primalGap(at: origin) == 0.5)
    #expect(separate.dualityGap(at: onAxis) == 0.5)
  }

  @Test(
    "λ* is −b²/p − q where p < 0 ≤ q, ∞ for Nash, none where (0, 0) is no minimax point",
    arguments: [
      (-1.0, 2.0, 1.0, 3.0), (-1, 2, 2, 2), (-2, 3, 0.5, 4), (-0.5, 1, 0.25, 1.75),
      (-6, 4, 2, 2.0 / 3), (1, 1, 1, .infinity), (0, 0, 0, .infinity), (-2, 2, 2, 0),
      (-1, 2, 0, 4),
    ])
  func proximalOrder(p: Double, b: Double, q: Double, expected: Double) throws {
    let game = ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q)
    let order = try #require(game.proximalOrder)
    #expect(order == expected || abs(order - expected) <= 1e-15)
  }

  @Test("Known equilibria carry the strongest kind that holds")
  func kinds() {
    func kind(_ p: Double, _ b: Double, _ q: Double) -> KnownEquilibrium.Kind? {
      ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q)
        .knownEquilibria.first?.kind
    }
    #expect(kind(1, 1, 1) == .nash)
    #expect(kind(-1, 2, 1) == .proximal(upTo: 3))
    #expect(kind(-1, 2, 2) == .proximal(upTo: 2))
    #expect(kind(6, 4, -2) == .stationary)
    #expect(kind(-1, 0.5, 1) == .stationary)
    #expect(kind(-1, 0, 0) == .stationary)
    let maximin = ScalarQuadratic(minimizerCurvature: 6, coupling: 4, maximizerCurvature: -2)
    #expect(maximin.knownEquilibria.first?.note == "maximin, not minimax")
  }

  @Test("At (0, 0) the λ-proximal gap is 0 exactly for λ ≤ λ*")
  func orderDecidesGap() throws {
    for (p, b, q) in [(-1.0, 2.0, 1.0), (-1, 2, 2), (-6, 4, 2)] {
      let game = ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q)
      let order = try #require(game.proximalOrder)
      let below = game.proximalDualityGap(at: origin, penalty: 0.999 * order) ?? .nan
      let above = game.proximalDualityGap(at: origin, penalty: 1.001 * order) ?? .nan
      #expect(below == 0)
      #expect(above > 0)
    }
  }

  @Test("The proximal response maximises f(x, ·) − (λ/2)(· − y)², where it exists")
  func response() throws {
    let game = ScalarQuadratic(maximizerCurvature: -0.5)
    let point = StrategyProfile(minimizer: [0.4], maximizer: [-0.9])
    let response = try #require(game.proximalResponse(at: point, penalty: 0.7))[0]
    #expect(abs(game.gradient(0.4, response).y - 0.7 * (response + 0.9)) <= 1e-14)
    #expect(game.proximalResponse(at: point, penalty: 0.5) == nil)
  }
}
