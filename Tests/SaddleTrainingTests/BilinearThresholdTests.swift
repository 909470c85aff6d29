import RealModule
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

/// Where each method turns from converging to diverging on f = xy, approached from both sides.
@Suite struct BilinearThresholdTests {
  /// The growth per step near the end of 3 000 steps from (1, 0.3).
  private func growth(_ method: any TrainingMethod) throws -> Double {
    let profiles = try trajectory(of: method, in: ScalarBilinear(start: (1, 0.3)), steps: 122)
    return planeMap(profiles[120], profiles[121], profiles[122]).rate
  }

  @Test("Alternating GDA is bounded for h < 2, and grows at the larger root beyond")
  func alternating() throws {
    #expect(abs(try growth(AlternatingGDA(stepSizes: StepSizes(1.99))) - 1) <= 1e-9)
    let h = 2.01
    let expected = ((h * h - 2) + h * (h * h - 4).squareRoot()) / 2
    #expect(abs(expected - 1.2213011) <= 1e-7)
    let first = try trajectory(
      of: AlternatingGDA(stepSizes: StepSizes(h)), in: ScalarBilinear(start: (1, 0.3)), steps: 500)
    let ratio = radii(of: [first[500]]).lowerBound / radii(of: [first[499]]).lowerBound
    #expect(abs(ratio - expected) <= 1e-9)
  }

  @Test("At h = 2 alternating GDA grows linearly")
  func alternatingAtThreshold() throws {
    let profiles = try trajectory(
      of: AlternatingGDA(stepSizes: StepSizes(2)), in: ScalarBilinear(start: (1, 0.3)),
      steps: 2_000)
    let half = radii(of: [profiles[1_000]]).lowerBound
    let full = radii(of: [profiles[2_000]]).lowerBound
    #expect(abs(full / half - 2) <= 1e-3)
  }

  @Test("Extragradient converges iff h < 1, fastest at h = 1/√2 by √3/2")
  func extragradient() throws {
    func rate(_ h: Double) throws -> Double { try growth(Extragradient(stepSizes: StepSizes(h))) }
    #expect(abs(try rate(0.99) - 0.990200) <= 1e-6)
    #expect(abs(try rate(1) - 1) <= 1e-12)
    #expect(abs(try rate(1.01) - 1.010200) <= 1e-6)
    let best = 1 / 2.0.squareRoot()
    #expect(abs(try rate(best) - 3.0.squareRoot() / 2) <= 1e-12)
    let isBest = try rate(best - 0.01) > rate(best) && rate(best + 0.01) > rate(best)
    #expect(isBest)
  }

  @Test("Optimistic GDA converges iff h < 1/√3")
  func optimistic() throws {
    // At the threshold both modes matter for long; take the growth over many turns.
    func rate(_ h: Double) throws -> Double {
      let profiles = try trajectory(
        of: OptimisticGDA(stepSizes: StepSizes(h)), in: ScalarBilinear(start: (1, 0.3)),
        steps: 4_000)
      return planeMap(profiles[1_998], profiles[1_999], profiles[2_000]).rate
    }
    let threshold = 1 / 3.0.squareRoot()
    #expect(try rate(threshold * (1 - 1e-6)) < 1)
    #expect(try rate(threshold * (1 + 1e-6)) > 1)
    #expect(abs(try rate(threshold) - 1) <= 1e-9)
  }

  @Test(
    "Consensus and symplectic adjustment converge iff η < 2γ/(1 + γ²a²)",
    arguments: [0.1, 0.3, 1.0])
  func consensus(gamma: Double) throws {
    let threshold = 2 * gamma / (1 + gamma * gamma)
    for share in [0.99, 1, 1.01] {
      let sizes = StepSizes(share * threshold)
      let rates = [
        try growth(ConsensusOptimization(stepSizes: sizes, regularization: gamma)),
        try growth(SymplecticGradientAdjustment(stepSizes: sizes, adjustment: gamma)),
      ]
      for rate in rates {
        if share < 1 { #expect(rate < 1 - 1e-6) }
        if share == 1 { #expect(abs(rate - 1) <= 1e-12) }
        if share > 1 { #expect(rate > 1 + 1e-6) }
      }
    }
  }

  @Test("For a = 1.5 and γ = 0.3 the threshold is η = 0.49896")
  func printedConsensus() throws {
    let game = ScalarBilinear(payoffScale: 1.5, start: (1, 0.3))
    let threshold = 0.6 / (1 + 0.09 * 2.25)
    #expect(abs(threshold - 0.49896) <= 5e-6)
    for (share, printed) in [(0.99, 0.99666), (1.01, 1.00340)] {
      let method = ConsensusOptimization(
        stepSizes: StepSizes(share * threshold), regularization: 0.3)
      let z = try trajectory(of: method, in: game, steps: 2)
      #expect(abs(planeMap(z[0], z[1], z[2]).rate - printed) <= 5e-6)
    }
  }

  @Test("The singular values of xᵀAy are as many games: simultaneous GDA turns each by atan ηs")
  func modes() throws {
    // [[1, 1], [1, 0]] is symmetric with eigenvectors (φ, 1) of φ and (1, −φ) of −1/φ.
    let golden = (1 + 5.0.squareRoot()) / 2
    let size = (1 + golden * golden).squareRoot()
    for step in [0.05, 0.3] {
      let profiles = try trajectory(
        of: SimultaneousGDA(stepSizes: StepSizes(step)), in: MatrixBilinear(), steps: 2)
      for (vector, slope) in [((golden, 1.0), golden), ((1, -golden), 1 / golden)] {
        let modes = profiles.map { z in
          StrategyProfile.plane(
            (vector.0 * z.values[0] + vector.1 * z.values[1]) / size,
            (vector.0 * z.values[2] + vector.1 * z.values[3]) / size)
        }
        let found = planeMap(modes[0], modes[1], modes[2])
        let h = step * slope
        #expect(abs(found.rate - (1 + h * h).squareRoot()) <= 1e-11)
        #expect(abs((found.period ?? .nan) * Double.atan(h) / (2 * .pi) - 1) <= 1e-9)
      }
    }
  }

  @Test("Runge–Kutta stays bounded iff h ≤ 2√2")
  func rungeKutta() throws {
    let threshold = 8.0.squareRoot()
    #expect(try growth(RungeKutta(stepSizes: StepSizes(threshold * 0.999))) < 1)
    #expect(try growth(RungeKutta(stepSizes: StepSizes(threshold * 1.001))) > 1)
  }

  @Test("The proximal point method converges at any step size", arguments: [0.1, 1, 10, 1_000])
  func proximalPoint(h: Double) throws {
    let profiles = try trajectory(
      of: ProximalPoint(stepSizes: StepSizes(h)), in: ScalarBilinear(start: (1, 0.3)), steps: 1)
    let shrink = radii(of: [profiles[1]]).lowerBound / radii(of: [profiles[0]]).lowerBound
    #expect(abs(shrink * (1 + h * h).squareRoot() - 1) <= 1e-12)
  }
}
