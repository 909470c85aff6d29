import SaddleEquilibrium
import SaddleGames
import Testing

@Suite("Whether second derivatives exist")
struct DifferentiabilityTests {
  /// |x| + xy, with the derivative 1 at the kink.
  private struct Kinked: PlaneGame {
    var start: StrategyProfile { StrategyProfile(minimizer: [0], maximizer: [0]) }
    func payoff(_ x: Double, _ y: Double) -> Double { abs(x) + x * y }
    func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      ((x < 0 ? -1 : 1) + y, x)
    }
    func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) { (0, 1, 0) }
  }

  @Test("A kink of the payoff is noticed there, and only there")
  func kink() {
    func hasKink(_ game: some MinMaxGame, _ x: Double, _ y: Double) -> Bool {
      Differentiability(of: game, at: StrategyProfile(minimizer: [x], maximizer: [y])).hasKink
    }
    #expect(hasKink(Kinked(), 0, 0.3))
    #expect(!hasKink(Kinked(), 0.5, 0.3))
    let penalized = DiracGAN(
      objective: .wgan, regularizer: .gradientPenalty(weight: 0.5, targetNorm: 1))
    #expect(hasKink(penalized, 1, 0))
    #expect(!hasKink(penalized, 1, 0.4))
  }

  @Test("Smooth games have none anywhere, flat and steep ones included", arguments: LocalCase.all)
  func smooth(_ example: LocalCase) {
    let z = StrategyProfile(values: example.point, shape: example.game.shape)
    let found = Differentiability(of: example.game, at: z)
    #expect(!found.hasKink)
    #expect(found.error < 1e-3, "\(found.error)")
  }
}
