/// f(x, y) = ½p·x² + b·x·y − ½q·y²: every local kind of saddle point in three numbers.
///
/// The only stationary point is (0, 0) (unless pq + b² = 0). It is Nash iff p, q ≥ 0. For p < 0 ≤ q
/// the minimizer's own curvature is wrong and (0, 0) is no Nash equilibrium, but it is λ-proximal
/// for every λ ≤ λ* = −b²/p − q (Farnia & Ozdaglar 2020); λ* ≥ 0 iff it is a minimax point, that is
/// p + b²/q ≥ 0. The defaults p = −1, b = 2, q = 1 have λ* = 3 and a flow of closed orbits, on
/// which simultaneous GDA spirals out and alternating GDA in.
///
/// Gaps let the minimizer deviate to x′ ∈ [−R, R] and the maximizer to any y′ ∈ ℝ. They are +∞
/// where f(x, ·) has no maximum: for q < 0 everywhere, for q = 0 unless bx = 0. (At |x| > R staying
/// at x counts as one more deviation, so that the gaps stay ≥ 0.) Steps are not projected.
public struct ScalarQuadratic: PlaneGame {
  /// p.
  public let minimizerCurvature: Double
  /// b.
  public let coupling: Double
  /// q, the curvature of −f in y.
  public let maximizerCurvature: Double
  /// R: gaps let x′ deviate within [−R, R].
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  public init(
    minimizerCurvature: Double = -1, coupling: Double = 2, maximizerCurvature: Double = 1,
    gapRadius: Double = 2, start: (x: Double, y: Double) = (1, 1)
  ) {
    self.minimizerCurvature = minimizerCurvature
    self.coupling = coupling
    self.maximizerCurvature = maximizerCurvature
    self.gapRadius = gapRadius
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// f = ½px² + bxy − ½qy².
  public func payoff(_ x: Double, _ y: Double) -> Double {
    minimizerCurvature * x * x / 2 + coupling * x * y - maximizerCurvature * y * y / 2
  }

  /// ∇f = (px + by, bx − qy).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (minimizerCurvature * x + coupling * y, coupling * x - maximizerCurvature * y)
  }

  /// The constant Hessian: p, b, −q.
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (minimizerCurvature, coupling, -maximizerCurvature)
  }

  /// λ* = sup{λ : (0, 0) is λ-proximal}: ∞ for a Nash equilibrium, −b²/p − q for p < 0 ≤ q if that
  /// is not negative; nil where (0, 0) is not even a minimax point.
  public var proximalOrder: Double? {
    let (p, b, q) = (minimizerCurvature, coupling, maximizerCurvature)
    guard q >= 0 else { return nil }
    if p >= 0 { return .infinity }
    let order = -b * b / p - q
    return order > 0 || (order == 0 && q > 0) ? order : nil
  }

  /// (0, 0), with the strongest of Nash, λ-proximal and stationary that holds.
  public var knownEquilibria: [KnownEquilibrium] {
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    let (p, b, q) = (minimizerCurvature, coupling, maximizerCurvature)
    if let order = proximalOrder {
      if order.isInfinite {
        return [KnownEquilibrium(profile: origin, kind: .nash, note: "Nash (0, 0)")]
      }
      return [
        KnownEquilibrium(
          profile: origin, kind: .proximal(upTo: order), note: "minimax (0, 0)")
      ]
    }
    let isMaximin = p > 0 && q + b * b / p >= 0
    return [
      KnownEquilibrium(
        profile: origin, kind: .stationary,
        note: isMaximin ? "maximin, not minimax" : "neither minimax nor maximin")
    ]
  }

  /// √(x² + y²), without making the list of known equilibria.
  public func distanceToEquilibrium(from z: StrategyProfile) -> Double? {
    (z.values[0] * z.values[0] + z.values[1] * z.values[1]).squareRoot()
  }

  /// ỹ = (bx + λy)/(q + λ); nil unless q + λ > 0.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    let stiffness = maximizerCurvature + penalty
    guard stiffness > 0 else { return nil }
    return [(coupling * z.values[0] + penalty * z.values[1]) / stiffness]
  }

  /// |x| ≤ R, and any y.
  public func gapSet(of player: Player) -> StrategySet {
    player == .minimizer ? .box(lower: -gapRadius, upper: gapRadius) : .unconstrained
  }

  /// The minimizer's interval.
  public var gapDomain: String? { "|x| ≤ \(gapRadius)" }

  /// Φ(x) − min over x′ of f(x′, y), where Φ(x) = max_y f(x, y) = ½(p + b²/q)x².
  public func dualityGap(at z: StrategyProfile) -> Double? {
    proximalDualityGap(at: z, penalty: .infinity)
  }

  /// Φ(x) − min over x′ of f^λ(x′, y), where
  /// f^λ = ½px² + (bx + λy)²/2(q + λ) − ½λy².
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    let (x, y) = (z.values[0], z.values[1])
    let (p, b, q) = (minimizerCurvature, coupling, maximizerCurvature)
    let upper = bestPayoff(against: x)
    guard upper.isFinite else { return upper }
    let stiffness = q + penalty
    guard stiffness > 0 else { return stackelbergGapWithoutCurvature(at: x) }
    let weight = penalty.isInfinite ? 1 : penalty / stiffness
    let lower = leastValue(
      curvature: p + b * b / stiffness, slope: b * weight * y, constant: -q * weight * y * y / 2,
      stayingAt: x)
    return upper - lower
  }

  /// Φ(x) − min Φ over x′.
  public func primalGap(at z: StrategyProfile) -> Double? {
    proximalDualityGap(at: z, penalty: 0)
  }

  /// Φ(x) = max_y f(x, y), +∞ where f(x, ·) has no maximum.
  private func bestPayoff(against x: Double) -> Double {
    let (p, b, q) = (minimizerCurvature, coupling, maximizerCurvature)
    if q > 0 { return (p + b * b / q) * x * x / 2 }
    return q == 0 && b * x == 0 ? p * x * x / 2 : .infinity
  }

  /// The case q = λ = 0 where Φ is finite at x: Φ is ½px′² if b = 0, and else finite at x′ = 0 only.
  private func stackelbergGapWithoutCurvature(at x: Double) -> Double {
    if coupling != 0 { return 0 }
    let p = minimizerCurvature
    return p * x * x / 2 - leastValue(curvature: p, slope: 0, constant: 0, stayingAt: x)
  }

  /// The minimum of ½·curvature·x′² + slope·x′ + constant over x′ ∈ [−R, R] ∪ {x}.
  private func leastValue(
    curvature: Double, slope: Double, constant: Double, stayingAt x: Double
  ) -> Double {
    let end = curvature * gapRadius * gapRadius / 2 - abs(slope) * gapRadius
    let stay = curvature * x * x / 2 + slope * x
    let isInside = curvature > 0 && abs(slope) < curvature * gapRadius
    let least = isInside ? -slope * slope / (2 * curvature) : end
    // The vertex is below every point; at an end, staying put may be lower only outside.
    return (isInside ? least : min(least, stay)) + constant
  }
}

extension ScalarQuadratic {
  /// `scalar-quadratic` in the catalog.
  public static let entry = GameEntry(
    name: "scalar-quadratic",
    summary: "no Nash equilibrium by default, and yet a λ-proximal one up to λ* = 3",
    formula: "f(x, y) = ½p·x² + b·x·y − ½q·y²",
    source: "Jin, Netrapalli & Jordan 2020; λ* after Farnia & Ozdaglar 2020",
    parameters: [
      ParameterDescription(
        "minimizerCurvature", default: .real(-1), "p: the minimizer's own curvature"),
      ParameterDescription("coupling", default: .real(2), "b, the strength of the rotation"),
      ParameterDescription(
        "maximizerCurvature", default: .real(1), "q: the curvature of −f in y"),
      ParameterDescription(
        "gapRadius", default: .real(2), "R > 0: gaps refer to |x| ≤ R and any y",
        range: ParameterDescription.positive),
      ParameterDescription.start(1, 1),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    return ScalarQuadratic(
      minimizerCurvature: values.real("minimizerCurvature"), coupling: values.real("coupling"),
      maximizerCurvature: values.real("maximizerCurvature"), gapRadius: values.real("gapRadius"),
      start: start)
  }
}
