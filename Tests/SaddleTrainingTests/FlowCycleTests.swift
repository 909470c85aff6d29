import RealModule
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

/// The limit cycles of games, followed by Runge–Kutta.
@Suite struct FlowCycleTests {
  private let step = 0.005
  private var flow: RungeKutta { RungeKutta(stepSizes: StepSizes(step)) }

  @Test(
    "Almost bilinear games turn with the period of van der Pol's oscillator",
    arguments: [
      (0.05, 6.2841670, 1.154708), (0.1, 6.2871113, 1.154761), (0.5, 6.3806758, 1.156134),
      (1, 6.6632869, 1.159676),
    ])
  func almostBilinear(perturbation: Double, period: Double, height: Double) throws {
    let game = AlmostBilinear(perturbation: perturbation, start: (1.15, 0))
    let late = try trajectory(
      of: flow, in: game, skipping: Int(10 / (perturbation * step)), steps: 20_000)
    #expect(abs(sectionPeriod(of: late) * step - period) <= 1e-5)
    #expect(abs((late.map { $0.values[1] }.max() ?? .nan) - height) <= 1e-5)
  }

  private static let sizes = StepSizes(0.02)
  /// A method with the height and the period in steps of the cycle that it ends on; no period: none.
  private static let discrete: [(any TrainingMethod, height: Double, period: Double?)] = [
    (SimultaneousGDA(stepSizes: sizes), 1.17993, 319.46),
    (AlternatingGDA(stepSizes: sizes), 1.15687, 319.06),
    (Extragradient(stepSizes: sizes), 1.13153, 318.51),
    (OptimisticGDA(stepSizes: sizes), 1.13198, 318.52),
    (ProximalPoint(stepSizes: sizes), 1.13200, 318.62),
    (Lookahead(stepSizes: sizes), 1.11863, 127.30),
    (ConsensusOptimization(stepSizes: sizes, regularization: 0.1), 0.93122, 317.58),
    (ConsensusOptimization(stepSizes: sizes, regularization: 0.5), 0, nil),
    (SymplecticGradientAdjustment(stepSizes: sizes, adjustment: 0.1), 0.92490, 314.58),
    (SymplecticGradientAdjustment(stepSizes: sizes, adjustment: 0.5), 0, nil),
    (CompetitiveGradientDescent(stepSizes: sizes), 1.13336, 318.74),
  ]

  @Test("With ε = ½ and η = 0.02 every method keeps a cycle near it, except adjustments of ½")
  func discreteCycles() throws {
    for (method, height, period) in Self.discrete {
      let late = try trajectory(
        of: method, in: AlmostBilinear(start: (1, 0.5)), skipping: 20_000, steps: 4_000)
      // How near a step comes to the crest is left open.
      let found = late.map { $0.values[1] }.max() ?? .nan
      #expect(abs(found - height) <= 3e-4, "\(type(of: method)): \(found)")
      guard let period else { continue }
      #expect(abs(sectionPeriod(of: late) - period) <= 0.02, "\(type(of: method))")
    }
  }

  @Test("Forsaken's outer cycle has the period 7.548004 and passes x = 1.347949")
  func forsaken() throws {
    let game = Forsaken()
    let center = game.knownEquilibria[0].profile.values
    let late = try trajectory(of: flow, in: game, skipping: 20_000, steps: 20_000)
    #expect(abs(sectionPeriod(of: late, level: center[1]) * step - 7.548004) <= 1e-5)
    let found = radii(of: late, about: (center[0], center[1]))
    #expect(abs(found.lowerBound - 0.9225752) <= 1e-5)
    #expect(abs(found.upperBound - 1.9172077) <= 1e-5)
    let crossings = zip(late, late.dropFirst()).filter {
      ($0.values[1] - center[1]) * ($1.values[1] - center[1]) < 0 && $0.values[0] > center[0]
    }
    #expect(!crossings.isEmpty)
    for (before, _) in crossings { #expect(abs(before.values[0] - 1.347949) <= 0.02) }
  }

  @Test("The polar game's cycle has the period 2π and attracts by exp(−7πa/4) per turn")
  func polar() throws {
    let a = 1.0 / 3
    let game = PolarGame(radialScale: a, start: (1.001, 0))
    let profiles = try trajectory(of: flow, in: game, steps: 2_514)
    #expect(
      abs(windingPeriod(of: profiles) * step - 2 * .pi) <= 1e-8)
    let turn = Int((2 * .pi / step).rounded())
    let contraction = (radii(of: [profiles[turn]]).lowerBound - 1) / 1e-3
    #expect(abs(contraction - Double.exp(-7 * .pi * a / 4)) <= 1e-3)
    let inner = try trajectory(
      of: flow, in: PolarGame(radialScale: a, start: (0.74, 0)), skipping: 30_000, steps: 0)
    #expect(radii(of: inner).upperBound <= 1e-6)
  }

  @Test("Consensus optimization can stop where the field is not zero")
  func falseConvergence() throws {
    let game = Forsaken(start: (1, 1))
    let method = ConsensusOptimization(stepSizes: StepSizes(0.01), regularization: 1)
    let last = try trajectory(of: method, in: game, skipping: 20_000, steps: 0)[0]
    #expect(abs(last.values[0] - 0.89471) <= 1e-5)
    #expect(abs(last.values[1] - 1.42915) <= 1e-5)
    var v = [0.0, 0.0]
    var adjustment = v
    game.gradientField(at: last, into: &v)
    game.transposedJacobianProduct(at: last, v, into: &adjustment)
    #expect(abs((v[0] * v[0] + v[1] * v[1]).squareRoot() - 0.5702) <= 1e-4)
    #expect(abs(v[0] + adjustment[0]) <= 1e-12)
    #expect(abs(v[1] + adjustment[1]) <= 1e-12)
  }
}
