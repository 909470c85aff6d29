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
    /// The distance exceeds 50.
    case leaves

    var description: String {
      switch self {
      case .converges: "converges"
      case .cycles(let range, let period): "cycles in \(range), period \(period)"
      case .jitters(let distance): "jitters up to \(distance)"
      case .bursts: "bursts"
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

  private func check(
    _ method: any TrainingMethod, in game: any VariationalInequality, _ expected: Verdict,
    _ comment: Comment
  ) throws {
    let center = game.knownEquilibria[0].profile.values
    var trainer = try Trainer(game: game, method: method, seed: 1)
    func distance() -> Double {
      radii(of: [trainer.state.profile], about: (center[0], center[1])).lowerBound
    }
    var (isGone, isThere) = (false, false)
    for _ in 0..<20_000 where !isGone && !isThere {
      trainer.step()
      isGone = distance() > 50
      isThere = expected == .converges && distance() < 1e-8
    }
    #expect(isGone == (expected == .leaves), comment)
    if isGone { return }
    var late = [trainer.state.profile]
    for _ in 0..<(isThere ? 200 : expected == .bursts ? 20_000 : 4_000) {
      trainer.step()
      late.append(trainer.state.profile)
    }
    let found = radii(of: late, about: (center[0], center[1]))
    switch expected {
    case .leaves: break
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
      let turns = Double(late.count - 1) / windingPeriod(of: late, about: (center[0], center[1]))
      let whole = windingPeriod(
        of: late.prefix(Int((turns.rounded(.down) * period).rounded()) + 1),
        about: (center[0], center[1]))
      #expect(abs(whole / period - 1) <= 0.01, comment)
    }
  }
}
