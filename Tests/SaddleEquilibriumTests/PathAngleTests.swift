import SaddleEquilibrium
import SaddleGames
import Testing

@Suite("The path angle")
struct PathAngleTests {
  private let path = PathAngle(
    from: StrategyProfile(minimizer: [2], maximizer: [1]),
    to: StrategyProfile(minimizer: [0.3], maximizer: [-0.1]), in: ScalarBilinear())

  @Test(
    "Between (2, 1) and (0.3, −0.1) on f = xy it has the digits known",
    arguments: [
      (0, 0.11043153), (0.5, 0.19996001), (0.9, 0.52526920), (1, 0.78086881), (1.1, 0.99980006),
      (1.5, 0.29000740),
    ])
  func knownDigits(alpha: Double, expected: Double) {
    #expect(abs(path.cosine(at: alpha) - expected) < 5e-9)
  }

  @Test("On a pure rotation it is cross(d, w′)/(‖d‖·‖w′ + (α − 1)d‖): a bump, no change of sign")
  func closedForm() {
    let (d, w) = ((-1.7, -1.1), (0.3, -0.1))
    let length = (d.0 * d.0 + d.1 * d.1).squareRoot()
    for alpha in stride(from: -1.0, through: 3, by: 0.07) {
      let end = (w.0 + (alpha - 1) * d.0, w.1 + (alpha - 1) * d.1)
      let norm = (end.0 * end.0 + end.1 * end.1).squareRoot()
      let expected = (d.0 * w.1 - d.1 * w.0) / (length * norm)
      #expect(abs(path.cosine(at: alpha) - expected) < 1e-14)
      #expect(path.cosine(at: alpha) > 0)
    }
  }

  @Test("Towards an attracting saddle point it changes its sign there")
  func attraction() {
    let game = RegularizedBilinear(payoffScale: 0.1, regularization: 1)
    let path = PathAngle(
      from: StrategyProfile(minimizer: [1], maximizer: [1]),
      to: StrategyProfile(minimizer: [0], maximizer: [0]), in: game)
    #expect(path.cosine(at: 0.9) < -0.9)
    #expect(path.cosine(at: 1.1) > 0.9)
  }
}
