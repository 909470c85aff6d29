import RealModule
import SaddleGames
import TestSupport
import Testing

@Suite("The flow integrator of the tests")
struct FlowIntegratorTests {
  @Test("The bilinear flow turns once in 2π/a and keeps its radius")
  func bilinear() throws {
    var flow = FlowIntegrator(of: ScalarBilinear(payoffScale: 1.5), from: .plane(1, 0.5))
    let period = try flow.period(of: 0, through: 0)
    #expect(abs(period - 2 * Double.pi / 1.5) < 1e-9)
    let square = flow.profile.values.reduce(0) { $0 + $1 * $1 }
    #expect(abs(square - 1.25) < 1e-9)
  }

  @Test("Halving the step divides the error by 16")
  func order() {
    func error(_ stepSize: Double) -> Double {
      var flow = FlowIntegrator(of: ScalarBilinear(), from: .plane(1, 0), stepSize: stepSize)
      flow.advance(by: 1)
      return abs(flow.profile.values[0] - Double.cos(1))
    }
    #expect(abs(error(0.1) / error(0.05) - 16) < 1.5)
  }

  @Test("Backward undoes forward")
  func backward() {
    let game = Forsaken()
    var flow = FlowIntegrator(of: game, from: .plane(0.3, 0.6))
    flow.advance(by: 2)
    flow = FlowIntegrator(of: game, from: flow.profile, backward: true)
    flow.advance(by: 2)
    #expect(abs(flow.profile.values[0] - 0.3) < 1e-9 && abs(flow.profile.values[1] - 0.6) < 1e-9)
  }

  @Test("A section that is never crossed is an error")
  func noCrossing() {
    var flow = FlowIntegrator(of: ScalarBilinear(), from: .plane(1, 0), stepSize: 0.05)
    #expect(throws: FlowIntegrator.NoCrossing.self) {
      try flow.nextRise(of: 0, through: 2, within: 50)
    }
  }
}
