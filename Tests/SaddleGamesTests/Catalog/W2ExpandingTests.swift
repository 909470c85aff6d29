import SaddleGames
import TestSupport
import Testing

/// Remark 1 of Farnia & Ozdaglar: data out of reach, and a Nash equilibrium all the same.
@Suite("w2-expanding")
struct W2ExpandingTests {
  @Test("(1, 0) with its best discriminator is Nash: no w ≥ 1 and u lower V, no (a, b) raise it")
  func nash() throws {
    for deviation in [0.3, 0.5, 0.9] {
      let game = W2Expanding(deviation: deviation)
      let z = game.knownEquilibria[0].profile
      #expect(game.knownEquilibria.map(\.kind) == [.nash])
      let value = game.payoff(at: z)
      #expect(abs(value - (1 - deviation) * (1 - deviation) / 2) < 1e-15)
      #expect(abs(try #require(game.dualityGap(at: z))) < 1e-15)
      for w in stride(from: 1.0, through: 5, by: 0.25) {
        for u in stride(from: -4.0, through: 4, by: 0.5) {
          let moved = StrategyProfile(minimizer: [w, u], maximizer: Array(z[.maximizer]))
          #expect(game.payoff(at: moved) >= value - 1e-15)
        }
      }
      let best = gridMaximum(over: -6...0.999, points: 101) { a in
        gridMaximum(over: -3...3, points: 41) { b in
          game.payoff(at: StrategyProfile(minimizer: [1, 0], maximizer: [a, b]))
        }
      }
      #expect(abs(best - value) < 1e-9)
    }
  }

  @Test("Gaps match brute force over 1 ≤ w ≤ 2, |u| ≤ 1")
  func gaps() throws {
    let game = W2Expanding()
    for values in [[1.2, 0.3, -0.4, 0.2], [1, -0.5, 0.3, -0.6], [1.7, 0, -2, 0.1]] {
      let z = StrategyProfile(values: values, shape: game.shape)
      let (w, u) = (values[0], values[1])
      let upper = gridMaximum(over: -8...0.99, points: 101) { a in
        gridMaximum(over: -3...3, points: 41) { b in
          game.payoff(at: StrategyProfile(minimizer: [w, u], maximizer: [a, b]))
        }
      }
      let lower = gridMinimum(over: 1...2, points: 41) { w in
        gridMinimum(over: -1...1, points: 41) { u in
          game.payoff(at: StrategyProfile(minimizer: [w, u], maximizer: Array(values[2...])))
        }
      }
      #expect(abs(try #require(game.dualityGap(at: z)) - (upper - lower)) < 1e-7)
      #expect(abs(try #require(game.primalGap(at: z)) - (upper - 0.125)) < 1e-7)
    }
  }

  @Test("w stays at 1 or above, and u is free")
  func projection() {
    var z = StrategyProfile(values: [0.2, -7, 0, 0], shape: W2Expanding().shape)
    W2Expanding().project(.minimizer, of: &z)
    #expect(z.values[0] == 1 && z.values[1] == -7)
  }
}
