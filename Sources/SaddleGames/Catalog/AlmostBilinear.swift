/// f(x, y) = xy + ε(y²/2 − y⁴/4): a bilinear game with a little of its own in y, whose flow is van
/// der Pol's oscillator.
///
/// With u = √3·y the flow is u″ − ε(1 − u²)u′ + u = 0: every start but 0 ends on one attracting
/// cycle, of period 2π(1 + ε²/16 − 5ε⁴/3072 + …) and amplitude max|y| → 2/√3 as ε → 0. Methods that
/// follow the field (GDA, extragradient, optimism, proximal point) keep to that cycle; the only
/// critical point (0, 0) repels them and is the maximin point, not a minimax one.
///
/// Gaps refer to |x|, |y| ≤ R, which contains the cycle for ε ≤ 1 and R = 2. Steps are not
/// projected on that box.
public struct AlmostBilinear: PlaneGame {
  /// ε ≥ 0.
  public let perturbation: Double
  /// R: the gaps refer to |x|, |y| ≤ R.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  ///
  /// - Precondition: ε ≥ 0 and R > 0.
  public init(
    perturbation: Double = 0.5, gapRadius: Double = 2, start: (x: Double, y: Double) = (0.5, 0.5)
  ) {
    precondition(perturbation >= 0 && gapRadius > 0, "ε and R cannot be negative")
    self.perturbation = perturbation
    self.gapRadius = gapRadius
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// f = xy + ε(y²/2 − y⁴/4).
  public func payoff(_ x: Double, _ y: Double) -> Double { x * y + own(y) }

  /// ∇f = (y, x + ε(y − y³)).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (y, x + perturbation * (y - y * y * y))
  }

  /// f_xx = 0, f_xy = 1, f_yy = ε(1 − 3y²).
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (0, 1, perturbation * (1 - 3 * y * y))
  }

  /// (0, 0), stationary; a bilinear game's Nash equilibrium if ε = 0.
  public var knownEquilibria: [KnownEquilibrium] {
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    return perturbation == 0
      ? [KnownEquilibrium(profile: origin, kind: .nash, note: "Nash (0, 0)")]
      : [
        KnownEquilibrium(
          profile: origin, kind: .stationary, note: "maximin, not minimax; repels the flow")
      ]
  }

  /// ỹ, the global maximizer over ℝ of the quartic (x + λy)ỹ + (ε − λ)ỹ²/2 − εỹ⁴/4.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty.isFinite else { return [z.values[1]] }
    let quartic = quartic(slope: z.values[0] + penalty * z.values[1], penalty: penalty)
    return quartic.maximum.map { [$0.argument] }
  }

  /// The box of side 2R for both players.
  public func gapSet(of player: Player) -> StrategySet {
    .box(lower: -gapRadius, upper: gapRadius)
  }

  /// The box of side 2R.
  public var gapDomain: String? { "|x|, |y| ≤ \(gapRadius)" }

  /// Φ(x) + R|y| − ε(y²/2 − y⁴/4), where Φ(x) = max_y f(x, y) comes from the roots of a cubic.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    upperEnvelope(z.values[0]) + gapRadius * abs(z.values[1]) - own(z.values[1])
  }

  /// Φ(x) − max_ỹ (ĥ(ỹ) + λ|y|ỹ − R|ỹ|) + λy²/2, where ĥ is the concave envelope on |ỹ| ≤ R of
  /// h(ỹ) = (ε − λ)ỹ²/2 − εỹ⁴/4.
  ///
  /// The proximal payoff f^λ is convex in x, so that its min over x and max over ỹ trade places
  /// once h is made concave: ĥ is constant up to u = min(R, √(1 − λ/ε)) and h beyond. The maximum
  /// is ĥ(0) where λ|y| ≤ R and that of a quartic on [u, R] elsewhere.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    guard penalty.isFinite else { return dualityGap(at: z) }
    let y = abs(z.values[1])
    let flatEnd =
      penalty < perturbation
      ? min(gapRadius, (1 - penalty / perturbation).squareRoot()) : 0
    let slope = penalty * y - gapRadius
    let inner =
      slope <= 0
      ? quartic(slope: 0, penalty: penalty)(flatEnd)
      : quartic(slope: slope, penalty: penalty).maximum(over: flatEnd...gapRadius).value
    return upperEnvelope(z.values[0]) - inner + penalty * y * y / 2
  }

  /// Φ(x) − Φ(0): Φ is even and convex, so that its least value is Φ(0).
  public func primalGap(at z: StrategyProfile) -> Double? {
    upperEnvelope(z.values[0]) - upperEnvelope(0)
  }

  private func own(_ y: Double) -> Double { perturbation * y * y * (0.5 - y * y / 4) }

  private func upperEnvelope(_ x: Double) -> Double {
    quartic(slope: x, penalty: 0).maximum(over: -gapRadius...gapRadius).value
  }

  private func quartic(slope: Double, penalty: Double) -> Polynomial {
    Polynomial(0, slope, (perturbation - penalty) / 2, 0, -perturbation / 4)
  }
}

extension AlmostBilinear {
  /// `almost-bilinear` in the catalog.
  public static let entry = GameEntry(
    name: "almost-bilinear",
    summary: "nearly every method ends on one attracting cycle, van der Pol's",
    formula: "f(x, y) = x·y + ε(y²/2 − y⁴/4)",
    source: "Hsieh, Mertikopoulos & Cevher 2021",
    parameters: [
      ParameterDescription(
        "perturbation", default: .real(0.5), "ε ≥ 0, the weight of the maximizer's own term",
        range: ParameterDescription.nonnegative),
      ParameterDescription(
        "gapRadius", default: .real(2), "R > 0: gaps refer to |x|, |y| ≤ R",
        range: ParameterDescription.positive),
      ParameterDescription.start(0.5, 0.5),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    return AlmostBilinear(
      perturbation: values.real("perturbation"), gapRadius: values.real("gapRadius"), start: start)
  }
}
