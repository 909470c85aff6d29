import SaddleEquilibrium
import SaddleGames
import Testing

@Suite struct FrozenMaximizerProbeTests {
  private func curve(
    _ penalty: Double, _ game: any MinMaxGame = GapCase.w2(),
    from values: [Double] = [1, 1e-3, 0.5, 0], steps: Int = 400
  ) -> FrozenMaximizerProbe.Curve {
    ended(penalty, game, from: values, steps: steps).curve
  }

  /// The curve, and where the minimizer ended.
  private func ended(
    _ penalty: Double, _ game: any MinMaxGame = GapCase.w2(),
    from values: [Double] = [1, 1e-3, 0.5, 0], steps: Int = 400
  ) -> (curve: FrozenMaximizerProbe.Curve, end: [Double]) {
    var probe = FrozenMaximizerProbe()
    probe.perturbation = 0
    probe.steps = steps
    var end: [Double] = []
    let curve = probe.curve(
      at: StrategyProfile(values: values, shape: game.shape), penalty: penalty, in: GapData(game)
    ) { end = $0.profile.values }
    return (curve, end)
  }

  @Test("The calibrated toy: V falls from 0.5 to −1279, V^1 and V^1.9 stay, V^4 falls to 0.42")
  func calibratedToy() throws {
    // u = 1e-3·1.05ᵏ passes 50 at step 222, where V is −1279; V^λ are those of 400 steps.
    let (frozen, end) = ended(.infinity, steps: 222)
    #expect(abs(frozen.values[0] - 0.5) < 1e-5)
    #expect(abs(try #require(frozen.values.last) + 1279) < 1)
    #expect(abs(end[1] - 50.59) < 0.01)
    #expect(frozen.finding == .falls)
    for penalty in [1, 1.9] {
      let found = curve(penalty)
      #expect(abs(try #require(found.values.last) - 0.5) < 1e-6)
      #expect(found.finding == .flat)
    }
    #expect(abs(ended(1).end[1] - 1.203e-6) < 1e-8)
    #expect(abs(ended(1.9).end[1] - 5.986e-4) < 1e-6)
    let (above, far) = ended(4)
    #expect(abs(try #require(above.values.last) - 0.4205) < 5e-5)
    #expect(abs(far[1] - 0.7079) < 5e-5)
    #expect(above.finding == .falls)
  }

  @Test("The test is one-sided: just above λ* = 2 it looks flat, and takes long to fall")
  func oneSided() {
    for (penalty, shift) in [(2.1, 0.001628), (2.5, 0.009171)] {
      let (short, end) = ended(penalty)
      #expect(abs(end[1] - shift) < 1e-6, "V^\(penalty): \(end[1])")
      #expect(abs((short.values.last ?? .nan) - 0.5) < 1e-4)
    }
    #expect(curve(2.1).finding == .flat)
    #expect(curve(2.1, steps: 6_000).finding == .falls)
  }

  @Test("Together the curves say what falls, what stays, and the largest λ that stays")
  func sentence() {
    let curves = [1, 1.9, 4, .infinity].map { curve($0) }
    #expect(curves.estimatedOrder == 1.9)
    let sentence = curves.sentence
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

  @Test("A fall is not believed, nor a λ counted, where ỹ had too few steps to converge")
  func unconvergedResponse() {
    let game = StiffAnswer()
    let z = StrategyProfile(values: [1, 0, 0, 0, 0], shape: game.shape)
    var probe = FrozenMaximizerProbe()
    probe.steps = 40
    probe.stepSize = 1e-3
    probe.perturbation = 0
    let found = probe.curve(at: z, penalty: 1e-4, in: GapData(game))
    #expect(found.isConverged && found.finding == .falls)
    probe.proximalSteps = 1
    probe.patience = 1
    let hasty = probe.curve(at: z, penalty: 1e-4, in: GapData(game))
    #expect(!hasty.isConverged && hasty.finding != .falls)
    #expect([hasty].estimatedOrder == nil)
    #expect([hasty].sentence.contains("ỹ not converged"))
  }

  @Test("An interrupted test ends there, with what it had come to")
  func interruption() {
    var count = 0
    let game = GapCase.w2()
    let z = StrategyProfile(values: [1, 1e-3, 0.5, 0], shape: game.shape)
    let curve = FrozenMaximizerProbe().curve(
      at: z, penalty: .infinity, in: GapData(game),
      isInterrupted: {
        count += 1
        return count == 10
      }, observe: { _ in })
    #expect(curve.values.count == 10 && curve.fall.isFinite)
  }
}

/// f = −x²/2 + x·Σyᵢ − ½Σhᵢyᵢ² with h from 1 to 10⁻³, whose proximal response is searched for.
private struct StiffAnswer: MinMaxGame {
  private let bends = [1, 0.1, 0.01, 0.001]
  var shape: ProfileShape { ProfileShape(minimizerCount: 1, maximizerCount: 4) }

  func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    StrategyProfile(values: [1, 0, 0, 0, 0], shape: shape)
  }

  func payoff(at z: StrategyProfile) -> Double {
    let (x, y) = (z.values[0], z[.maximizer])
    return zip(bends, y).reduce(-x * x / 2) { $0 + x * $1.1 - $1.0 * $1.1 * $1.1 / 2 }
  }

  func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    hessianProduct(at: z, z.values, into: &gradient)
  }

  func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    product[0] = u.dropFirst().reduce(-u[0], +)
    for (index, bend) in bends.enumerated() {
      product[index + 1] = u[0] - bend * u[index + 1]
    }
  }
}
