/// f(x, y) = a·x·y: the smallest game that goes in circles (also the Dirac-GAN with a linear critic).
///
/// The saddle point (0, 0) is the only Nash equilibrium and λ-proximal for every λ. The flow turns
/// about it with period 2π/a; simultaneous GDA spirals out, alternating GDA cycles, extragradient
/// spirals in.
///
/// Gaps refer to |x|, |y| ≤ R: the duality gap is aR(|x| + |y|); the λ-proximal one aR|x| + H(y)
/// with the Huber function H(y) = λy²/2 where λ|y| ≤ aR, and aR|y| − a²R²/2λ beyond. (For a < 0
/// read |a|.) Steps are not projected on that box.
public struct ScalarBilinear: PlaneGame {
  /// a.
  public let payoffScale: Double
  /// R: the gaps refer to |x|, |y| ≤ R.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  public init(
    payoffScale: Double = 1, gapRadius: Double = 2, start: (x: Double, y: Double) = (1, 1)
  ) {
    self.payoffScale = payoffScale
    self.gapRadius = gapRadius
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// f = axy.
  public func payoff(_ x: Double, _ y: Double) -> Double { payoffScale * x * y }

  /// ∇f = (ay, ax).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (payoffScale * y, payoffScale * x)
  }

  /// The constant Hessian: a off the diagonal.
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (0, payoffScale, 0)
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

  /// ỹ = y + ax/λ, on all of ℝ.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    penalty > 0 ? [z.values[1] + payoffScale * z.values[0] / penalty] : nil
  }

  /// The box of side 2R for both players.
  public func gapSet(of player: Player) -> StrategySet {
    .box(lower: -gapRadius, upper: gapRadius)
  }

  /// The box of side 2R.
  public var gapDomain: String? { "|x|, |y| ≤ \(gapRadius)" }

  /// aR(|x| + |y|).
  public func dualityGap(at z: StrategyProfile) -> Double? {
    abs(payoffScale) * gapRadius * (abs(z.values[0]) + abs(z.values[1]))
  }

  /// aR|x| + H(y).
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    let bound = abs(payoffScale) * gapRadius
    let y = abs(z.values[1])
    let huber =
      penalty * y <= bound ? penalty * y * y / 2 : bound * y - bound * bound / (2 * penalty)
    return bound * abs(z.values[0]) + huber
  }

  /// aR|x|.
  public func primalGap(at z: StrategyProfile) -> Double? {
    abs(payoffScale) * gapRadius * abs(z.values[0])
  }
}

extension ScalarBilinear {
  /// `bilinear` in the catalog.
  public static let entry = GameEntry(
    name: "bilinear",
    summary: "the smallest game that goes in circles; also the linear Dirac-GAN",
    formula: "f(x, y) = a·x·y",
    source: "Mescheder, Geiger & Nowozin 2018",
    parameters: [
      ParameterDescription(
        "payoffScale", default: .real(1), "a, the slope of the payoff"),
      ParameterDescription(
        "gapRadius", default: .real(2), "R > 0: gaps refer to |x|, |y| ≤ R",
        range: ParameterDescription.positive),
      ParameterDescription.start(1, 1),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    return ScalarBilinear(
      payoffScale: values.real("payoffScale"), gapRadius: values.real("gapRadius"), start: start)
  }
}
