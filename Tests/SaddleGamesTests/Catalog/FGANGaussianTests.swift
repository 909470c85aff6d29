import RealModule
import SaddleGames
import TestSupport
import Testing

@Suite struct FGANGaussianTests {
  private typealias Divergence = FGANGaussian.Divergence

  // KL: V = 1 − ln 2 + 3/2 − e^{3u²/2}, exactly.
  @Test(
    "With the discriminator frozen at its best, V falls as the theorem's derivation says",
    arguments: [
      (FGANGaussian.Divergence.kl, [0.80685, 0.35186, -2.67484, -401.622]),
      (.js, [0.1855, 0.1302, -0.0444, -0.8533]), (.reverseKL, [0.3181, 0.2244, -0.0569, -1.1819]),
      (.hellinger, [0.2111, 0.1415, -0.1018, -1.864]),
    ])
  func frozen(divergence: FGANGaussian.Divergence, values: [Double]) {
    let game = FGANGaussian(divergence: divergence)
    var z = game.optimum
    for (shift, value) in zip([0, 0.5, 1, 2], values) {
      z.values[1] = shift
      let found = game.payoff(at: z)
      #expect(abs(found - value) <= 1e-4 * max(1, abs(value)), "u = \(shift): \(found)")
    }
  }

  @Test(
    "t²f″(t) does not fall, so that the frozen payoff is concave in u: no u is best",
    arguments: Divergence.allCases)
  func concave(divergence: FGANGaussian.Divergence) {
    let game = FGANGaussian(divergence: divergence)
    for shift in [0, 0.5, 1, 2] {
      var z = game.optimum
      z.values[1] = shift
      var bend = [0.0, 1, 0, 0, 0]
      game.hessianProduct(at: z, bend, into: &bend)
      #expect(bend[1] < -0.1, "u = \(shift)")
    }
  }

  @Test("The optimum is stationary but for the bound on w", arguments: Divergence.allCases)
  func stationary(divergence: FGANGaussian.Divergence) {
    let game = FGANGaussian(divergence: divergence)
    var gradient = [Double](repeating: 0, count: 5)
    game.gradient(at: game.optimum, into: &gradient)
    #expect(gradient[0] < 0)
    for value in gradient.dropFirst() { #expect(abs(value) < 1e-9) }
  }

  @Test("Gradient and Hessian are those of central differences", arguments: Divergence.allCases)
  func derivatives(divergence: FGANGaussian.Divergence) {
    let game = FGANGaussian(divergence: divergence, deviation: 1.5)
    let z = StrategyProfile(minimizer: [0.7, 0.3], maximizer: [0.2, -0.1, 0.05])
    var gradient = [Double](repeating: 0, count: 5)
    game.gradient(at: z, into: &gradient)
    let step = 1e-5
    for index in 0..<5 {
      var (ahead, behind) = (z, z)
      ahead.values[index] += step
      behind.values[index] -= step
      let slope = (game.payoff(at: ahead) - game.payoff(at: behind)) / (2 * step)
      #expect(abs(slope - gradient[index]) < 1e-7)
      var unit = [Double](repeating: 0, count: 5)
      unit[index] = 1
      var (product, up, down) = (unit, unit, unit)
      game.hessianProduct(at: z, unit, into: &product)
      game.gradient(at: ahead, into: &up)
      game.gradient(at: behind, into: &down)
      for row in 0..<5 {
        #expect(abs((up[row] - down[row]) / (2 * step) - product[row]) < 1e-6)
      }
    }
  }
}
