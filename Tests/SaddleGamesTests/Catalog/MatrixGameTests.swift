import SaddleGames
import SaddleLinearAlgebra
import TestSupport
import Testing

@Suite("matrix-game")
struct MatrixGameTests {
  private let matrix = Matrix([[2, -1, 0.5], [-1, 1, 0]])

  @Test("Gaps are those over pure deviations, and over a grid of mixed ones")
  func gaps() throws {
    let game = MatrixGame(matrix: matrix)
    let z = StrategyProfile(minimizer: [0.3, 0.7], maximizer: [0.2, 0.5, 0.3])
    // Aᵀx = (−0.1, 0.4, 0.15), Ay = (0.05, 0.3).
    #expect(abs(try #require(game.dualityGap(at: z)) - 0.35) < 1e-15)
    let upper = gridMaximum(over: 0...1, points: 21) { a in
      gridMaximum(over: 0...1, points: 21) { b in
        game.payoff(
          at: StrategyProfile(
            minimizer: [0.3, 0.7], maximizer: [a, (1 - a) * b, (1 - a) * (1 - b)]))
      }
    }
    let lower = gridMinimum(over: 0...1) { p in
      game.payoff(at: StrategyProfile(minimizer: [p, 1 - p], maximizer: [0.2, 0.5, 0.3]))
    }
    #expect(abs(upper - lower - 0.35) < 1e-12)
    let value = try #require(game.gameValue)
    #expect(abs(try #require(game.primalGap(at: z)) - (0.4 - value)) < 1e-15)
    let best = gridMinimum(over: 0...1) { p in
      matrix.transposed([p, 1 - p]).max() ?? .nan
    }
    #expect(abs(best - value) < 1e-9)
  }

  @Test("The start weights n : … : 1 unless given, and must be mixed strategies")
  func start() throws {
    let game = MatrixGame(matrix: matrix)
    let expected = [2.0 / 3, 1.0 / 3, 0.5, 1.0 / 3, 1.0 / 6]
    #expect(game.start.values == expected)
    let made = try MatrixGame.entry.game(settings: ["matrix": "1,2;3,4", "start": "1,0,0.25,0.75"])
    #expect((made.game as? MatrixGame)?.start.values == [1, 0, 0.25, 0.75])
    #expect(throws: GameError.self) {
      try MatrixGame.entry.game(settings: ["matrix": "1,2;3,4", "start": "1,1,0.25,0.75"])
    }
  }
}
