import SaddleEquilibrium
import SaddleGames
import Testing

@Suite struct FrozenMaximizerProbeTests {
  private func curve(
    _ penalty: Double, _ game: any MinMaxGame = GapCase.w2(),
    from values: [Double] = [1, 1e-3, 0.5, 0], steps: Int = 400
  ) -> FrozenMaximizerProbe.Curve {
    var probe = FrozenMaximizerProbe()
    probe.perturbation = 0
    probe.steps = steps
    return probe.curve(
      at: StrategyProfile(values: values, shape: game.shape), penalty: penalty,
      in: GapData(game))
  }

  @Test("The calibrated toy: V falls from 0.5 to −1279, V^1 and V^1.9 stay, V^4 falls to 0.42")
  func calibratedToy() throws {
    // u = 1e-3·1.05ᵏ passes 50 at step 222, where V is −1279; V^λ are those of 400 steps.
    let frozen = curve(.infinity, steps: 222)
    #expect(abs(frozen.values[0] - 0.5) < 1e-5)
    #expect(abs(try #require(frozen.values.last) + 1279) < 1)
    #expect(abs(frozen.end.values[1] - 50.59) < 0.01)
    #expect(frozen.finding == .falls)
    for penalty in [1, 1.9] {
      let found = curve(penalty)
      #expect(abs(try #require(found.values.last) - 0.5) < 1e-6)
      #expect(found.finding == .flat)
    }
    #expect(abs(curve(1).end.values[1] - 1.203e-6) < 1e-8)
    #expect(abs(curve(1.9).end.values[1] - 5.986e-4) < 1e-6)
    let above = curve(4)
    #expect(abs(try #require(above.values.last) - 0.4205) < 1e-3)
    #expect(above.finding == .falls)
  }

  @Test("The test is one-sided: just above λ* = 2 it looks flat, and takes long to fall")
  func oneSided() {
    #expect(curve(2.1).finding == .flat)
    #expect(curve(2.1, steps: 6_000).finding == .falls)
  }

  @Test("Together the curves say what falls, what stays, and the largest λ that stays")
  func sentence() {
    let curves = [1, 1.9, 4, .infinity].map { curve($0) }
    #expect(curves.estimatedOrder == 1.9)
    let sentence = curves.sentence(steps: 400)
    #expect(sentence.hasPrefix("not a Nash equilibrium: V fell by"))
    #expect(sentence.contains("V^1.9 stayed flat") && sentence.contains("one-sided"))
  }

  @Test("A perturbed start leaves a stationary point, and a Nash equilibrium stays")
  func starts() {
    var probe = FrozenMaximizerProbe()
    probe.steps = 2_000
    let data = GapData(ScalarQuadratic())
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    #expect(probe.curve(at: origin, penalty: .infinity, in: data).finding == .falls)
    #expect(probe.curve(at: origin, penalty: 2, in: data).finding == .flat)
    probe.perturbation = 0
    #expect(probe.curve(at: origin, penalty: .infinity, in: data).finding == .flat)
    let nash = GapData(RegularizedBilinear())
    #expect(probe.curve(at: origin, penalty: .infinity, in: nash).finding == .flat)
  }
}
