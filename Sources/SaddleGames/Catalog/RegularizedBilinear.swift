/// f(x, y) = a·x·y + ½μ(x² − y²): the bilinear game made strongly convex-concave by μ > 0.
///
/// The saddle point (0, 0) is the only Nash equilibrium. The flow spirals in as e^{−μt} with period
/// 2π/a; simultaneous GDA converges iff η < 2μ/(μ² + a²).
///
/// Nothing is bounded, and every gap is finite: with c = a² + μ² the duality gap is
/// c(x² + y²)/2μ, the λ-proximal one cx²/2μ + ½·λc/(c + μλ)·y², and the Stackelberg gap cx²/2μ.
public struct RegularizedBilinear: PlaneGame {
  /// a.
  public let payoffScale: Double
  /// μ > 0.
  public let regularization: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  ///
  /// - Precondition: `regularization` > 0.
  public init(
    payoffScale: Double = 1, regularization: Double = 0.1, start: (x: Double, y: Double) = (1, 1)
  ) {
    precondition(regularization > 0, "μ must be positive, not \(regularization)")
    self.payoffScale = payoffScale
    self.regularization = regularization
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// f = axy + ½μ(x² − y²).
  public func payoff(_ x: Double, _ y: Double) -> Double {
    payoffScale * x * y + regularization * (x * x - y * y) / 2
  }

  /// ∇f = (ay + μx, ax − μy).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (payoffScale * y + regularization * x, payoffScale * x - regularization * y)
  }

  /// The constant Hessian: ±μ on the diagonal, a off it.
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (regularization, payoffScale, -regularization)
  }

  /// (0, 0), Nash.
  public var knownEquilibria: [KnownEquilibrium] {
    [
      KnownEquilibrium(
        profile: StrategyProfile(minimizer: [0], maximizer: [0]), kind: .nash, note: "Nash (0, 0)")
    ]
  }

  /// √(x² + y²), without making the list of known equilibria.
  public func distanceToEquilibrium(from z: StrategyProfile) -> Double? {
    (z.values[0] * z.values[0] + z.values[1] * z.values[1]).squareRoot()
  }

  /// ỹ = (ax + λy)/(μ + λ).
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard regularization + penalty > 0 else { return nil }
    return [
      (payoffScale * z.values[0] + penalty * z.values[1]) / (regularization + penalty)
    ]
  }

  /// c(x² + y²)/2μ with c = a² + μ².
  public func dualityGap(at z: StrategyProfile) -> Double? {
    gapCurvature * (square(z.values[0]) + square(z.values[1])) / 2
  }

  /// cx²/2μ + ½·λc/(c + μλ)·y².
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    // Divided through by λ, so that λ = 0 and λ = ∞ give the Stackelberg and the duality gap.
    let squares = square(payoffScale) + square(regularization)
    let curvature = squares / (squares / penalty + regularization)
    return (gapCurvature * square(z.values[0]) + curvature * square(z.values[1])) / 2
  }

  /// cx²/2μ.
  public func primalGap(at z: StrategyProfile) -> Double? {
    gapCurvature * square(z.values[0]) / 2
  }

  /// (a² + μ²)/μ, the curvature of max_y f(·, y).
  private var gapCurvature: Double {
    (square(payoffScale) + square(regularization)) / regularization
  }

  private func square(_ value: Double) -> Double { value * value }
}

extension RegularizedBilinear {
  /// `regularized-bilinear` in the catalog.
  public static let entry = GameEntry(
    name: "regularized-bilinear",
    summary: "rotation with damping: the smallest strongly convex-concave game",
    formula: "f(x, y) = a·x·y + ½μ(x² − y²)",
    source: "Mescheder, Nowozin & Geiger 2017",
    parameters: [
      ParameterDescription("payoffScale", default: .real(1), "a, the strength of the rotation"),
      ParameterDescription(
        "regularization", default: .real(0.1), "μ > 0, the damping",
        range: ParameterDescription.positive),
      ParameterDescription.start(1, 1),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    return RegularizedBilinear(
      payoffScale: values.real("payoffScale"), regularization: values.real("regularization"),
      start: start)
  }
}
