import SaddleGames
import Testing

@Suite struct RegularizedBilinearTests {
  private let game = RegularizedBilinear(payoffScale: 1.2, regularization: 0.1)
  private let point = StrategyProfile(minimizer: [1], maximizer: [0.5])

  @Test("The duality gap at (1, ½) for a = 1.2, μ = 0.1 is 9.0625")
  func dualityGap() {
    #expect(abs((game.dualityGap(at: point) ?? .nan) - 9.0625) <= 1e-14)
  }

  @Test(
    "The λ-proximal gap there has the printed digits",
    arguments: [(0.2, 7.2746599), (2, 7.4696970), (50, 8.6550388)])
  func proximalGap(penalty: Double, expected: Double) {
    let gap = game.proximalDualityGap(at: point, penalty: penalty) ?? .nan
    #expect(abs(gap - expected) <= 6e-8)
  }

  @Test("λ = 0 is the Stackelberg gap and λ = ∞ the duality gap")
  func limits() {
    #expect(game.proximalDualityGap(at: point, penalty: 0) == game.primalGap(at: point))
    #expect(game.proximalDualityGap(at: point, penalty: .infinity) == game.dualityGap(at: point))
  }

  @Test("Gaps agree with a search over both players' deviations")
  func search() {
    let penalty = 0.7
    var (upper, lower, proximalLower) = (-Double.infinity, Double.infinity, Double.infinity)
    let (x, y) = (point.values[0], point.values[1])
    for step in -20_000...20_000 {
      let move = Double(step) * 0.001
      upper = max(upper, game.payoff(x, move))
      lower = min(lower, game.payoff(move, y))
      let deviation = StrategyProfile(minimizer: [move], maximizer: [y])
      let payoff = game.proximalPayoff(at: deviation, penalty: penalty) ?? .nan
      proximalLower = min(proximalLower, payoff)
    }
    #expect(abs((game.dualityGap(at: point) ?? .nan) - (upper - lower)) <= 1e-6)
    let gap = game.proximalDualityGap(at: point, penalty: penalty) ?? .nan
    #expect(abs(gap - (upper - proximalLower)) <= 1e-6)
  }

  @Test("The proximal response maximises f(x, ·) − (λ/2)(· − y)²")
  func response() throws {
    let penalty = 0.7
    let response = try #require(game.proximalResponse(at: point, penalty: penalty))[0]
    let slope = game.gradient(1, response).y - penalty * (response - 0.5)
    #expect(abs(slope) <= 1e-15)
    #expect(game.proximalResponse(at: point, penalty: -0.2) == nil)
  }

  @Test("The catalog makes it with its parameters and refuses μ = 0")
  func entry() throws {
    let made = try GameCatalog.entry(named: "regularized-bilinear")
      .game(settings: ["payoffScale": "1.2", "regularization": "0.1", "start": "1,0.5"])
    let game = try #require(made.game as? RegularizedBilinear)
    #expect(game.payoffScale == 1.2)
    #expect(game.start == point)
    #expect(throws: GameError.self) {
      try RegularizedBilinear.entry.game(settings: ["regularization": "0"])
    }
  }
}
