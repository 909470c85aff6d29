import RealModule
import SaddleGames
import SaddleTraining
import TestSupport
import Testing

/// What becomes of each method on each plane game: it converges, cycles or leaves.
///
/// η = 0.05, except Adam's 0.01; adjustments 0.3; lookahead k = 5, α = ½.
@Suite struct VerdictMatrixTests {
  enum Verdict: Sendable, Equatable, CustomStringConvertible {
    /// The distance to the point given falls below 10⁻⁶ and stays there.
    case converges
    /// It stays between two distances from the known equilibrium, turning with this period.
    case cycles(ClosedRange<Double>, period: Double)
    /// It jitters, irregularly and for ever, up to about this distance.
    case jitters(upTo: Double)
    /// It comes within rounding of the point and is thrown out again, for ever: as the field's mean
    /// square decays, Adam's step grows until it is unstable.
    case bursts
    /// It is at about this distance after 20 000 steps, on a way too slow to see its end.
    case creeps(at: Double)
    /// The distance exceeds 50.
    case leaves

    var description: String {
      switch self {
      case .converges: "converges"
      case .cycles(let range, let period): "cycles in \(range), period \(period)"
      case .jitters(let distance): "jitters up to \(distance)"
      case .bursts: "bursts"
      case .creeps(let distance): "creeps, at \(distance) after 20 000 steps"
      case .leaves: "leaves"
      }
    }
  }

  static let step = StepSizes(0.05)
  /// The columns of the matrix, in order.
  static let methods: [(name: String, method: any TrainingMethod)] = [
    ("simultaneous", SimultaneousGDA(stepSizes: step)),
    ("alternating", AlternatingGDA(stepSizes: step)),
    ("extragradient", Extragradient(stepSizes: step)),
    ("optimistic", OptimisticGDA(stepSizes: step)),
    ("proximal point", ProximalPoint(stepSizes: step)),
    ("consensus", ConsensusOptimization(stepSizes: step, regularization: 0.3)),
    ("symplectic", SymplecticGradientAdjustment(stepSizes: step, adjustment: 0.3)),
    ("lookahead", Lookahead(stepSizes: step)),
    ("competitive", CompetitiveGradientDescent(stepSizes: step)),
    ("Adam", Adam(stepSizes: StepSizes(0.01), firstDecay: 0.5)),
    (
      "Adam in turn",
      Adam(stepSizes: StepSizes(0.01), firstDecay: 0, secondDecay: 0.9, order: .alternating)
    ),
  ]

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let game: any VariationalInequality
    let verdicts: [Verdict]
    var testDescription: String { name }
  }

  static func quadratic(_ p: Double, _ b: Double, _ q: Double) -> ScalarQuadratic {
    ScalarQuadratic(minimizerCurvature: p, coupling: b, maximizerCurvature: q, start: (1, 0.5))
  }

  static func cycle(_ low: Double, _ high: Double, _ period: Double) -> Verdict {
    .cycles(low...high, period: period)
  }

  static let rows: [Row] = [
    Row(
      name: "bilinear", game: ScalarBilinear(start: (1, 0.5)),
      verdicts: [
        .leaves, cycle(1.09, 1.12, 125.6), .converges, .converges, .converges, .converges,
        .converges, .converges, .converges, cycle(1.54, 1.55, 686.8),
        cycle(0.00689, 0.0121, 4.0),
      ]),
    Row(
      name: "regularised bilinear, μ = 0.1", game: RegularizedBilinear(start: (1, 0.5)),
      verdicts: [
        .converges, .converges, .converges, .converges, .converges, .converges, .converges,
        .converges, .converges, cycle(0.207, 0.208, 92.6), .jitters(upTo: 0.0212),
      ]),
    Row(
      name: "−x²/2 + 2xy − y²/2", game: quadratic(-1, 2, 1),
      verdicts: [
        .leaves, .converges, .converges, .converges, .converges, .converges, .converges,
        .converges, .converges, cycle(1.09, 1.9, 687.8), .jitters(upTo: 0.0327),
      ]),
    Row(
      name: "−x²/2 + 2xy − y²", game: quadratic(-1, 2, 2),
      verdicts: [
        .converges, .converges, .converges, .converges, .converges, .converges, .converges,
        .converges, .converges, cycle(0.0266, 0.0705, 25.0), .jitters(upTo: 0.0239),
      ]),
    Row(
      name: "−3x² + 4xy − y²", game: quadratic(-6, 4, 2),
      verdicts: [
        .leaves, .leaves, .leaves, .leaves, .leaves, .converges, .converges, .leaves, .leaves,
        .leaves, .leaves,
      ]),
    Row(
      name: "3x² + 4xy + y²", game: quadratic(6, 4, -2),
      verdicts: [
        .converges, .converges, .converges, .converges, .converges, .converges, .converges,
        .converges, .converges, .bursts, cycle(0.00707, 0.00707, 2.0),
      ]),
    Row(
      name: "−x²/2 + xy/2 − y²/2", game: quadratic(-1, 0.5, 1),
      verdicts: [Verdict](repeating: .leaves, count: 9) + [.leaves, .leaves]),
    Row(
      name: "Dirac-GAN", game: DiracGAN(start: (1, 0.2)),
      verdicts: [
        .creeps(at: 3.60377), cycle(1.01, 1.02, 259.9), .creeps(at: 0.00199588),
        .creeps(at: 0.002), .creeps(at: 0.002), .converges, .converges, .converges,
        .creeps(at: 0.002), cycle(1.54, 1.555, 750.7), cycle(0.00697, 0.0121, 4),
      ]),
    Row(
      name: "Dirac-GAN with R1, γ = ½",
      game: DiracGAN(regularizer: .r1(weight: 0.5), start: (1, 0.2)),
      verdicts: [
        .converges, .converges, .converges, .converges, .converges, .converges, .converges,
        .converges, .converges, cycle(0.0233, 0.0404, 16.5), .jitters(upTo: 0.0224),
      ]),
    Row(
      name: "Dirac-WGAN-GP, γ = ½, g₀ = 1",
      game: DiracGAN(
        objective: .wgan, regularizer: .gradientPenalty(weight: 0.5, targetNorm: 1),
        start: (1, 0.2)),
      verdicts: [
        cycle(1.35, 1.5, 128.7), cycle(1.21, 1.36, 130), cycle(1.12, 1.22, 130.4),
        cycle(1.12, 1.22, 130.4), cycle(1.13, 1.22, 131), cycle(0.648, 0.699, 130),
        cycle(0.62, 0.699, 138), cycle(1.08, 1.16, 52.2), cycle(1.12, 1.21, 130.3),
        cycle(1.25, 1.37, 590.8), cycle(0.471, 0.657, 278.5),
      ]),
    Row(
      name: "Adolphs", game: AdolphsGame(start: (-0.3, 0.5)),
      verdicts: [Verdict](repeating: .converges, count: 10) + [cycle(0.00707, 0.00707, 2)]),
    Row(
      name: "almost bilinear, ε = ½", game: AlmostBilinear(start: (1, 0.5)),
      verdicts: [
        cycle(1.14, 1.31, 128.0), cycle(1.09, 1.24, 127.6), cycle(1.06, 1.14, 126.9),
        cycle(1.06, 1.15, 126.9), cycle(1.06, 1.15, 127.2), .converges, .converges,
        cycle(1.03, 1.1, 50.6), cycle(1.06, 1.14, 127.4), cycle(1.11, 1.25, 530.6),
        cycle(0.327, 0.481, 191.7),
      ]),
    Row(
      name: "Forsaken from (0.2, 0.5)", game: Forsaken(start: (0.2, 0.5)),
      verdicts: [
        cycle(0.923, 1.94, 152.5), cycle(0.915, 1.9, 151.7), cycle(0.922, 1.88, 149.3),
        cycle(0.922, 1.9, 149.3), cycle(0.922, 1.89, 149.3), .converges, .converges,
        cycle(0.921, 1.85, 59.4), .converges, cycle(0.923, 1.91, 690.7), cycle(0.82, 1.64, 565.9),
      ]),
    Row(
      name: "Forsaken from (1, 1)", game: Forsaken(start: (1, 1)),
      verdicts: [
        cycle(0.923, 1.94, 152.6), cycle(0.915, 1.9, 151.7), cycle(0.922, 1.88, 149.3),
        cycle(0.922, 1.9, 149.3), cycle(0.922, 1.89, 149.3), .converges,
        cycle(0.74, 1.29, 122.8), cycle(0.921, 1.85, 59.4), cycle(0.915, 1.9, 150.9),
        cycle(0.923, 1.91, 690.6), cycle(0.82, 1.64, 565.9),
      ]),
  ]

  @Test(
    "Each method converges, cycles or leaves as theory and an independent program found",
    arguments: rows)
  func verdicts(row: Row) throws {
    for ((name, method), expected) in zip(Self.methods, row.verdicts) {
      try check(method, in: row.game, expected, "\(name) on \(row.name)")
    }
  }

  @Test(
    "LQ-GAN: simultaneous GDA and Adam leave its equilibrium, alternating GDA cycles, others converge"
  )
  func linearQuadraticGAN() throws {
    let game = LQGAN()
    for (name, method) in Self.methods {
      var trainer = try Trainer(game: game, method: method, seed: 1)
      func distance() -> Double {
        game.distanceToEquilibrium(from: trainer.state.profile) ?? .nan
      }
      let first = distance()
      for _ in 0..<12_000 { trainer.step() }
      var late = [distance()]
      for _ in 0..<2_000 {
        trainer.step()
        late.append(distance())
      }
      let (least, most) = (late.min() ?? .nan, late.max() ?? .nan)
      switch name {
      case "simultaneous":
        #expect(most > 3 * first)
        // Bounded all the same: the critic starves as the variance collapses.
        #expect(most < 10)
      case "Adam": #expect(least > 1 && most > 3 && most < 10)
      // A jitter of the size of the step.
      case "Adam in turn": #expect(least > 0.005 && most < 0.03)
      case "alternating": #expect(least > 0.5 * first && most < 2 * first)
      default: #expect(most <= 1e-5, "\(name)")
      }
    }
  }

  private func check(
    _ method: any TrainingMethod, in game: any VariationalInequality, _ expected: Verdict,
    _ comment: Comment
  ) throws {
    var trainer = try Trainer(game: game, method: method, seed: 1)
    func distance() -> Double {
      game.distanceToEquilibrium(from: trainer.state.profile) ?? .nan
    }
    var (isGone, isThere) = (false, false)
    for _ in 0..<20_000 where !isGone && !isThere {
      trainer.step()
      isGone = distance() > 50
      isThere = expected == .converges && distance() < 1e-8
    }
    #expect(isGone == (expected == .leaves), comment)
    if isGone { return }
    if case .creeps(let expected) = expected {
      #expect(abs(distance() / expected - 1) <= 0.03, comment)
      return
    }
    let center = nearestEquilibrium(of: game, to: trainer.state.profile)
    var late = [trainer.state.profile]
    for _ in 0..<(isThere ? 200 : expected == .bursts ? 20_000 : 4_000) {
      trainer.step()
      late.append(trainer.state.profile)
    }
    let found = radii(of: late, about: center)
    switch expected {
    case .leaves, .creeps: break
    case .converges: #expect(found.upperBound <= 1e-6, comment)
    case .jitters(let limit):
      #expect(found.upperBound > 0.5 * limit && found.upperBound <= 1.2 * limit, comment)
      #expect(found.lowerBound < 0.02 * limit, comment)
    case .bursts:
      #expect(found.lowerBound < 1e-12, comment)
      #expect(found.upperBound > 1e-2, comment)
    case .cycles(let range, let period):
      // Printed to three digits; the phase at which a step passes the extremes is left open.
      #expect(abs(found.lowerBound / range.lowerBound - 1) <= 0.01, comment)
      #expect(abs(found.upperBound / range.upperBound - 1) <= 0.01, comment)
      if period == 2 {
        // Across the point and back, which turns neither way.
        let back = radii(
          of: [late[2]], about: (late[0].values[0], late[0].values[1])
        ).upperBound
        #expect(back <= 1e-3 * range.lowerBound, comment)
        return
      }
      let turns = Double(late.count - 1) / windingPeriod(of: late, about: center)
      let whole = windingPeriod(
        of: late.prefix(Int((turns.rounded(.down) * period).rounded()) + 1),
        about: center)
      #expect(abs(whole / period - 1) <= 0.01, comment)
    }
  }

  private func nearestEquilibrium(
    of game: any VariationalInequality, to z: StrategyProfile
  ) -> (x: Double, y: Double) {
    let points = game.knownEquilibria.map { ($0.profile.values[0], $0.profile.values[1]) }
    let nearest = points.min {
      radii(of: [z], about: $0).lowerBound
        < radii(of: [z], about: $1).lowerBound
    }
    return nearest ?? (.nan, .nan)
  }
}
