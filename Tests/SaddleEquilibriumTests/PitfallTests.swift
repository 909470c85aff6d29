import RealModule
import SaddleEquilibrium
import SaddleGames
import SaddleLinearAlgebra
import SaddleTraining
import TestSupport
import Testing

/// The traps that theory and earlier code have laid, one test each.
@Suite("Pitfalls")
struct PitfallTests {
  private let origin = StrategyProfile(minimizer: [0], maximizer: [0])

  private func gap(
    _ game: any MinMaxGame, at z: StrategyProfile, penalty: Double, _ estimator: GapEstimator
  ) throws -> GapEstimate {
    try #require(estimator.estimates(at: z, penalties: [penalty], in: GapData(game)).first)
  }

  private func played(
    _ method: String, _ settings: [String: String] = [:], on game: any VariationalInequality,
    from start: StrategyProfile, steps: Int
  ) throws -> [StrategyProfile] {
    let entry = try #require(MethodCatalog.entries.first { $0.name == method })
    let method = try entry.method(settings: settings).method
    let fresh = try Trainer(game: game, method: method, seed: 1)
    var trainer = try Trainer(
      game: game, method: method, seed: 1, resumingAt: start, step: 0, memory: fresh.memory)
    var profiles = [start]
    for _ in 0..<steps {
      trainer.step()
      profiles.append(trainer.state.profile)
    }
    return profiles
  }

  @Test(
    "1: λ stands for (λ/2)‖ỹ − y‖² in a norm that every figure names, and λ* changes with the norm")
  func convention() throws {
    // f = −½x² + 2xy − ½y²: max over ỹ of f(0.4, ỹ) − (λ/2)(ỹ + 0.9)² in closed form, for λ/2 and for λ.
    let game = ScalarQuadratic(
      minimizerCurvature: -1, coupling: 2, maximizerCurvature: 2, gapRadius: 1)
    let z = StrategyProfile(minimizer: [0.4], maximizer: [-0.9])
    let half = try #require(game.proximalPayoff(at: z, penalty: 0.7))
    #expect(abs(half + 0.35814815) < 1e-8)
    #expect(abs(try #require(game.proximalPayoff(at: z, penalty: 1.4)) - half) > 0.01)
    // A mean couples the discriminator's two coordinates in the Sobolev norm.
    let w2 = W2Gaussian(moments: DataMoments(mean: [1], covariance: Matrix([[4]])))
    let point = w2.knownEquilibria[0].profile
    let own = LocalAnalyzer().analysis(at: point, in: w2)
    let other = LocalAnalyzer().analysis(at: point, in: ParameterNormGame(w2))
    #expect(own.norm.contains("Sobolev") && other.norm.contains("Euclidean"))
    let (left, right) = (try #require(own.proximalOrder), try #require(other.proximalOrder))
    #expect(abs(left - 2) < 1e-6 && abs(right - left) > 0.1, "\(left), \(right)")
  }

  @Test("2: the gap moves with λ: on G4a 0 at λ = 2, 0.2143R² at 6, 0.5R² at ∞")
  func inertPenalty() throws {
    for (radius, exact) in [(1.0, false), (1.0, true), (1.5, false)] {
      var estimator = GapEstimator()
      estimator.searchesAlways = !exact
      let game = ScalarQuadratic(gapRadius: radius)
      for (penalty, share) in [(2.0, 0), (6, 1.5 / 7), (Double.infinity, 0.5)] {
        let found = try gap(game, at: origin, penalty: penalty, estimator)
        #expect(abs(found.value - share * radius * radius) <= 1e-6, "λ = \(penalty)")
      }
    }
  }

  @Test("3: for W1 in one dimension the unweighted Sobolev norm gives no λ* > 0")
  func kinkedCritic() {
    let critic = W1ProximalCritic(deviation: 2, weight: .none)
    for penalty in [0.01, 0.1, 1] { #expect(critic.excess(at: 0.0125, penalty: penalty) < 0) }
  }

  @Test("4: minimax is not maximin, and the verdict says who leads")
  func leader() {
    let forsaken = Forsaken()
    let found = LocalAnalyzer().analysis(
      at: forsaken.knownEquilibria[0].profile, in: forsaken)
    #expect(found.verdict.kind == .localMaximin && found.proximalOrder == nil)
    #expect(found.verdict.sentence.contains("the maximizer leads"))
    let minimax = LocalAnalyzer().analysis(at: origin, in: ScalarQuadratic())
    #expect(minimax.verdict.sentence.contains("the minimizer leads"))
  }

  @Test("5: what converges depends on game, method and step: alternation on G4a and on G1")
  func verdictBelongsToMethod() throws {
    let start = StrategyProfile(minimizer: [1], maximizer: [0])
    func growth(_ method: String, _ game: any VariationalInequality) throws -> Double {
      let profiles = try played(method, ["stepSize": "0.05"], on: game, from: start, steps: 4_000)
      func size(_ z: StrategyProfile) -> Double { Double.hypot(z.values[0], z.values[1]) }
      return size(profiles[4_000]) / size(profiles[0])
    }
    let center = ScalarQuadratic()
    #expect(try growth("simultaneous-gda", center) > 100)
    #expect(try growth("alternating-gda", center) < 0.05)
    #expect(try growth("simultaneous-gda", ScalarBilinear()) > 100)
    #expect((0.5...2).contains(try growth("alternating-gda", ScalarBilinear())))
  }

  @Test("6: Adam on a bilinear game ends on a cycle of about 1,743 steps, which short windows miss")
  func adamCycle() throws {
    let profiles = try played(
      "simultaneous-gda",
      [
        "baseUpdate": "adam", "stepSize": "0.01", "firstDecay": "0.9", "secondDecay": "0.999",
      ], on: ScalarBilinear(), from: StrategyProfile(minimizer: [3.9], maximizer: [0]),
      steps: 40_000)
    let settled = profiles.suffix(20_000)
    #expect(abs(windingPeriod(of: settled) / 1_743.5 - 1) < 0.02)
    let sizes = settled.map { Double.hypot($0.values[0], $0.values[1]) }
    #expect((sizes.min() ?? 0) > 3.7 && (sizes.max() ?? 0) < 4.1)
  }

  @Test("7: a small ‖v‖, a small estimated gap and flat losses are each no proof")
  func insufficient() throws {
    // ‖v‖ ≈ 1e-3 far out on the vanilla Dirac-GAN, whose only equilibrium is (0, 0).
    let dirac = DiracGAN()
    let far = StrategyProfile(minimizer: [4.2], maximizer: [1.6])
    var probe = EquilibriumProbe(game: dirac)
    #expect(probe.naturalResidual(at: far) < 0.01)
    #expect(try #require(dirac.dualityGap(at: far)) > 0.5)
    // A local search from a stationary point.
    var local = GapEstimator()
    (local.searchesAlways, local.perturbations, local.scatteredStarts) = (true, [], 0)
    #expect(
      try gap(ScalarQuadratic(gapRadius: 1), at: origin, penalty: .infinity, local).value == 0)
    #expect(ScalarQuadratic(gapRadius: 1).dualityGap(at: origin) == 0.5)
    // Losses that do not move on a circle.
    let circle = try played(
      "alternating-gda", ["stepSize": "0.01"], on: ScalarBilinear(payoffScale: 1e-3),
      from: StrategyProfile(minimizer: [1], maximizer: [0]), steps: 100)
    let payoffs = circle.map { ScalarBilinear(payoffScale: 1e-3).payoff(at: $0) }
    #expect((payoffs.max() ?? 1) - (payoffs.min() ?? 0) < 1e-5)
    #expect(
      try #require(ScalarBilinear(payoffScale: 1e-3, gapRadius: 2).dualityGap(at: circle[100]))
        > 1e-3)
  }

  @Test("8: R is part of a gap's definition: at (0, 0) of G4a it grows as R², and is recorded")
  func radius() throws {
    for radius in [0.5, 1, 3] {
      let found = try gap(
        ScalarQuadratic(gapRadius: radius), at: origin, penalty: .infinity, GapEstimator())
      #expect(abs(found.value - radius * radius / 2) < 1e-12)
      #expect(found.domain.contains("\(radius)"), "\(found.domain)")
      var ball = GapEstimator()
      ball.domain = .ball(radius: radius)
      let local = try gap(ScalarQuadratic(), at: origin, penalty: .infinity, ball)
      #expect(abs(local.value - radius * radius / 2) < 1e-6 && local.isAtEdge)
    }
  }
}
