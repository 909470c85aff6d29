import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import Testing

@Suite struct EquilibriumProbeTests {
  private let point = StrategyProfile(minimizer: [1], maximizer: [0.3])

  @Test("On f = 1.5xy with R = 2 at (1, 0.3): the closed forms")
  func bilinear() {
    var probe = EquilibriumProbe(
      game: ScalarBilinear(payoffScale: 1.5, gapRadius: 2), penalties: [0.7, 50])
    let found = probe.measure(at: point)
    #expect(found.payoff == 1.5 * 0.3)
    #expect(found.minimizerLoss == 1.5 * 0.3)
    #expect(found.maximizerLoss == -1.5 * 0.3)
    #expect(found.minimizerGradientNorm == 1.5 * 0.3)
    #expect(found.maximizerGradientNorm == 1.5)
    #expect(abs((found.fieldNorm ?? .nan) - 1.5 * 1.09.squareRoot()) <= 1e-15)
    #expect(abs((found.equilibriumDistance ?? .nan) - 1.09.squareRoot()) <= 1e-15)
    #expect(abs((found.dualityGap ?? .nan) - 3.9) <= 1e-15)
    #expect(found.primalGap == 3)
    #expect(found.proximalGaps.count == 2)
    #expect(abs(found.proximalGaps[0] - 3.0315) <= 1e-15)
  }

  @Test("A field alone has norms and distances, and neither payoff nor gaps")
  func fieldAlone() {
    var probe = EquilibriumProbe(game: PolarGame(), penalties: [1])
    let found = probe.measure(at: StrategyProfile(minimizer: [1], maximizer: [0]))
    #expect(found.payoff == nil)
    #expect(found.minimizerLoss == nil)
    #expect(found.dualityGap == nil)
    #expect(found.primalGap == nil)
    #expect(found.minimizerGradientNorm == 0)
    #expect(found.maximizerGradientNorm == 1)
    #expect(found.fieldNorm == 1)
    #expect(found.equilibriumDistance == 1)
    #expect(found.proximalGaps.count == 1)
    #expect(found.proximalGaps[0].isNaN)
  }

  @Test("A caller can ask whether proximal gaps exist, before it lists penalties")
  func hasProximalGaps() {
    #expect(EquilibriumProbe.hasProximalGaps(ScalarBilinear()))
    #expect(EquilibriumProbe.hasProximalGaps(ScalarQuadratic()))
    #expect(!EquilibriumProbe.hasProximalGaps(PolarGame()))
    #expect(!EquilibriumProbe.hasProximalGaps(MatrixGame.rockPaperScissors()))
    var probe = EquilibriumProbe(game: ScalarBilinear())
    #expect(probe.measure(at: point).proximalGaps.isEmpty)
  }

  @Test("Calls do not influence each other")
  func pure() {
    var probe = EquilibriumProbe(game: ScalarQuadratic(), penalties: [2])
    let first = probe.measure(at: point)
    _ = probe.naturalResidual(at: StrategyProfile(minimizer: [9], maximizer: [-4]))
    _ = probe.measure(at: StrategyProfile(minimizer: [-1], maximizer: [5]))
    #expect(probe.measure(at: point) == first)
  }

  @Test("Without strategy sets the natural residual is the norm of the field")
  func unconstrainedResidual() {
    var probe = EquilibriumProbe(game: ScalarQuadratic())
    let field = probe.measure(at: point).fieldNorm
    #expect(abs(probe.naturalResidual(at: point) - (field ?? .nan)) <= 1e-15)
  }

  @Test("On simplices it is 0 exactly at the equilibria, also where the field is not")
  func simplexResidual() {
    var mixed = EquilibriumProbe(game: MatrixGame.rockPaperScissors())
    let uniform = StrategyProfile(
      minimizer: [Double](repeating: 1.0 / 3, count: 3),
      maximizer: [Double](repeating: 1.0 / 3, count: 3))
    #expect(mixed.naturalResidual(at: uniform) <= 1e-15)
    let corner = StrategyProfile(minimizer: [1, 0, 0], maximizer: [1, 0, 0])
    #expect(mixed.naturalResidual(at: corner) >= 0.5)
    // Row 1 and column 1 are each other's best responses: a saddle point in pure strategies.
    let pure = MatrixGame(matrix: Matrix([[1, 0], [2, 3]]))
    var probe = EquilibriumProbe(game: pure)
    let saddle = StrategyProfile(minimizer: [1, 0], maximizer: [1, 0])
    #expect(probe.naturalResidual(at: saddle) == 0)
    #expect((probe.measure(at: saddle).fieldNorm ?? 0) > 1)
    #expect(probe.measure(at: saddle).dualityGap == 0)
  }
}
