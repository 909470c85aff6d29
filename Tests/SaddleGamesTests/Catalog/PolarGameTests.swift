import RealModule
import SaddleGames
import TestSupport
import Testing

@Suite("polar")
struct PolarGameTests {
  private func radius(_ z: StrategyProfile) -> Double {
    z.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  @Test("It is a variational inequality and no zero-sum game")
  func isNoGame() {
    let game: any VariationalInequality = PolarGame()
    #expect(!(game is any MinMaxGame))
  }

  @Test(
    "r = 3/4 divides the starts that end at 0 from those that end on r = 1",
    arguments: [
      (1.0 / 3, 0.5, 0.0), (1.0 / 3, 0.74, 0.0), (1.0 / 3, 0.76, 1.0), (1.0, 0.74, 0.0),
      (1.0, 1.6, 1.0),
    ])
  func basins(scale: Double, start: Double, limit: Double) {
    var flow = FlowIntegrator(
      of: PolarGame(radialScale: scale), from: .plane(start, 0), stepSize: 0.01)
    flow.advance(by: 300)
    #expect(abs(radius(flow.profile) - limit) < 1e-6)
  }

  @Test("Both cycles take 2π per turn", arguments: [1.0, 0.75])
  func period(radius: Double) throws {
    var flow = FlowIntegrator(of: PolarGame(), from: .plane(radius, 0))
    #expect(abs(try flow.period(of: 1, through: 0) - 2 * Double.pi) < 1e-9)
  }

  @Test("Near r = 1 the distance shrinks by exp(−7πa/4) per turn", arguments: [1.0 / 3, 1.0])
  func contraction(scale: Double) {
    var flow = FlowIntegrator(
      of: PolarGame(radialScale: scale), from: .plane(1 + 1e-5, 0), stepSize: 0.002)
    flow.advance(by: 2 * Double.pi)
    let ratio = (radius(flow.profile) - 1) / 1e-5
    let expected = Double.exp(-7 * Double.pi * scale / 4)
    #expect(abs(ratio / expected - 1) < 1e-4)
  }
}
