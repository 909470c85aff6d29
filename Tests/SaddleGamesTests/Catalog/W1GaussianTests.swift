import RealModule
import SaddleGames
import TestSupport
import Testing

@Suite("w1-gaussian")
struct W1GaussianTests {
  private func profile(_ u: Double, _ y: Double) -> StrategyProfile {
    StrategyProfile(minimizer: [u], maximizer: [y])
  }

  @Test(
    "Against the frozen critic |x|, σ = 2, the payoff has the digits known and falls without bound",
    arguments: [(0, 0.79788456), (0.5, 0.70017601), (2, -0.42121228)])
  func frozenCritic(shift: Double, expected: Double) {
    #expect(abs(W1Gaussian().payoff(at: profile(shift, 1)) - expected) < 5e-9)
    #expect(W1Gaussian().payoff(at: profile(1_000, 1)) < -990)
  }

  @Test("At u = 0 against |x| the payoff is W1 = (σ − 1)·√(2/π), and it is no Nash equilibrium")
  func optimum() throws {
    for deviation in [1.5, 2, 4] {
      let game = W1Gaussian(deviation: deviation)
      let expected = (deviation - 1) * (2 / Double.pi).squareRoot()
      #expect(abs(game.payoff(at: profile(0, 1)) - expected) < 1e-15)
      #expect(try #require(game.dualityGap(at: profile(0, 1))) > 0.5)
    }
  }

  @Test("At ±u* against y = 0 all gaps vanish; elsewhere they agree with a grid search")
  func gaps() throws {
    let game = W1Gaussian(deviation: 2, gapRadius: 3)
    for known in game.knownEquilibria {
      #expect(abs(try #require(game.dualityGap(at: known.profile))) < 1e-15)
      #expect(abs(try #require(game.primalGap(at: known.profile))) < 1e-15)
    }
    let shifts = stride(from: -3.0, through: 3, by: 0.001).map(\.self)
    let best = shifts.map { max(game.payoff($0, 1), game.payoff($0, -1)) }.min() ?? 0
    for (u, y) in [(0.3, 0.8), (-1.7, -0.4), (2.5, 1.0), (0, -1)] {
      let value = max(game.payoff(u, 1), game.payoff(u, -1))
      let least = shifts.map { game.payoff($0, y) }.min() ?? 0
      #expect(abs(try #require(game.dualityGap(at: profile(u, y))) - (value - least)) < 1e-6)
      #expect(abs(try #require(game.primalGap(at: profile(u, y))) - (value - best)) < 1e-3)
    }
  }
}
