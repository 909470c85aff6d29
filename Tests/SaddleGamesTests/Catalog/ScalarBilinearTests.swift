import SaddleGames
import Testing

@Suite struct ScalarBilinearTests {
  private let game = ScalarBilinear(payoffScale: 1.5, gapRadius: 2)

  @Test(
    "For a = 1.5 and R = 2 the gaps are those of a grid search",
    arguments: [
      (1.0, 0.3, 0.7, 3.9, 3.0315), (-0.4, 1.7, 0.7, 6.3, 2.2115), (0.2, -1.5, 5, 5.1, 4.2),
      (0, 1, 50, 3, 2.91), (0.5, 1.9, 3, 7.2, 5.7),
    ])
  func gaps(x: Double, y: Double, penalty: Double, duality: Double, proximal: Double) {
    let point = StrategyProfile(minimizer: [x], maximizer: [y])
    #expect(abs((game.dualityGap(at: point) ?? .nan) - duality) <= 1e-14)
    let gap = game.proximalDualityGap(at: point, penalty: penalty) ?? .nan
    #expect(abs(gap - proximal) <= 1e-14)
  }

  @Test("Without bounds f^λ = axy + a²x²/2λ", arguments: [0.1, 2, 70])
  func proximalPayoff(penalty: Double) {
    for (x, y) in [(1.0, 0.3), (-0.4, 1.7), (3, -8)] {
      let found = game.proximalPayoff(
        at: StrategyProfile(minimizer: [x], maximizer: [y]), penalty: penalty)
      let expected = 1.5 * x * y + 2.25 * x * x / (2 * penalty)
      #expect(abs((found ?? .nan) - expected) <= 1e-13 * max(1, abs(expected)))
    }
  }

  @Test("λ = 0 is the Stackelberg gap, λ = ∞ the duality gap, and between the gap grows")
  func penalties() {
    let point = StrategyProfile(minimizer: [0.7], maximizer: [-0.9])
    #expect(game.proximalDualityGap(at: point, penalty: 0) == game.primalGap(at: point))
    let unbounded = game.proximalDualityGap(at: point, penalty: .infinity) ?? .nan
    #expect(abs(unbounded - (game.dualityGap(at: point) ?? .nan)) <= 1e-15 * unbounded)
    let gaps = [0, 0.1, 1, 10, 100].map {
      game.proximalDualityGap(at: point, penalty: $0) ?? .nan
    }
    #expect(gaps == gaps.sorted())
  }

  @Test("All gaps are 0 at the saddle point, whatever the sign of a")
  func saddlePoint() {
    for scale in [1.5, -1.5] {
      let game = ScalarBilinear(payoffScale: scale)
      let origin = game.knownEquilibria[0].profile
      #expect(game.dualityGap(at: origin) == 0)
      #expect(game.proximalDualityGap(at: origin, penalty: 2) == 0)
      #expect(game.primalGap(at: origin) == 0)
    }
  }
}
