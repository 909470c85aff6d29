/// f(x, y) = x(y − 0.45) + φ(x) − φ(y) with φ(t) = t²/4 − t⁴/2 + t⁶/6: a game whose only critical
/// point lies forsaken behind an unstable cycle.
///
/// The critical point w* = (0.0780267, 0.4119339) attracts the flow from nearby (eigenvalues
/// 0.0448 ± 0.908i), yet f_yy > 0 there: it is the maximizer's best choice if it leads (maximin),
/// no minimax point and no local Nash equilibrium. An unstable cycle of period 7.16988 shields it;
/// outside, everything runs to a stable cycle of period 7.54800 within |x|, |y| < 1.47.
///
/// Gaps refer to |x|, |y| ≤ R. No pure Nash equilibrium exists on that box: for R = 1.5 the minimax
/// value is 0.201184 and the maximin value −0.232690. Steps are not projected on it.
public struct Forsaken: PlaneGame {
  /// R: the gaps refer to |x|, |y| ≤ R.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  ///
  /// - Precondition: R > 0.
  public init(gapRadius: Double = 1.5, start: (x: Double, y: Double) = (1, 1)) {
    precondition(gapRadius > 0, "R is positive")
    self.gapRadius = gapRadius
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// f = x(y − 0.45) + φ(x) − φ(y).
  public func payoff(_ x: Double, _ y: Double) -> Double {
    x * (y - 0.45) + Self.own(x) - Self.own(y)
  }

  /// ∇f = (y − 0.45 + φ′(x), x − φ′(y)).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (y - 0.45 + Self.ownSlope(x), x - Self.ownSlope(y))
  }

  /// f_xx = φ″(x), f_xy = 1, f_yy = −φ″(y).
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (Self.ownCurvature(x), 1, -Self.ownCurvature(y))
  }

  /// w*, stationary.
  public var knownEquilibria: [KnownEquilibrium] {
    [
      KnownEquilibrium(
        profile: StrategyProfile(
          minimizer: [0.078_026_668_738_460_05], maximizer: [0.411_933_851_365_819_85]),
        kind: .stationary, note: "attracts the flow; maximin, not minimax")
    ]
  }

  /// ỹ, the global maximizer over ℝ of the sextic xỹ − φ(ỹ) − (λ/2)(ỹ − y)².
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty.isFinite else { return [z.values[1]] }
    let slope = z.values[0] + penalty * z.values[1]
    let sextic = Polynomial(0, slope, -0.25 - penalty / 2, 0, 0.5, 0, -1.0 / 6)
    return sextic.maximum.map { [$0.argument] }
  }

  /// The box of side 2R for both players.
  public func gapSet(of player: Player) -> StrategySet {
    .box(lower: -gapRadius, upper: gapRadius)
  }

  /// The box of side 2R.
  public var gapDomain: String? { "|x|, |y| ≤ \(gapRadius)" }

  /// Φ(x) − min_x′ f(x′, y), both over the roots of a quintic: exact.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let (x, y) = (z.values[0], z.values[1])
    let pull = Self.lower(slope: 0.45 - y).maximum(over: -gapRadius...gapRadius).value
    return upperEnvelope(x) + pull + Self.own(y)
  }

  /// Φ(x) − Φ(0), for R ≥ √(1 + 1/√2) = 1.306563; nil for smaller R.
  ///
  /// In so large a box the best response to x > 0 is y ≥ 1.306563, where φ″ > 0. As φ′ ≥ −0.52 on
  /// x > 0, the slope φ′(x) − 0.45 + y of Φ is positive there, and likewise negative on x < 0: the
  /// least value is at the kink Φ(0) = 0.201184, where y = ±1.306563 are equally good.
  public func primalGap(at z: StrategyProfile) -> Double? {
    guard gapRadius >= Self.flatRadius else { return nil }
    return upperEnvelope(z.values[0]) - upperEnvelope(0)
  }

  private static let flatRadius = (1 + 0.5.squareRoot()).squareRoot()

  private func upperEnvelope(_ x: Double) -> Double {
    let response = Self.lower(slope: x).maximum(over: -gapRadius...gapRadius).value
    return response - 0.45 * x + Self.own(x)
  }

  /// slope·t − φ(t).
  private static func lower(slope: Double) -> Polynomial {
    Polynomial(0, slope, -0.25, 0, 0.5, 0, -1.0 / 6)
  }

  private static func own(_ t: Double) -> Double {
    let square = t * t
    return square * (0.25 + square * (square / 6 - 0.5))
  }

  private static func ownSlope(_ t: Double) -> Double {
    let square = t * t
    return t * (0.5 + square * (square - 2))
  }

  private static func ownCurvature(_ t: Double) -> Double {
    let square = t * t
    return 0.5 + square * (5 * square - 6)
  }
}

extension Forsaken {
  /// `forsaken` in the catalog.
  public static let entry = GameEntry(
    name: "forsaken",
    summary: "an unstable cycle hides the only critical point; an outer cycle attracts the rest",
    formula: "f(x, y) = x(y − 0.45) + φ(x) − φ(y), φ(t) = t²/4 − t⁴/2 + t⁶/6",
    source: "Hsieh, Mertikopoulos & Cevher 2021",
    parameters: [
      ParameterDescription(
        "gapRadius", default: .real(1.5),
        "R > 0: gaps refer to |x|, |y| ≤ R; the primal gap needs R ≥ 1.306563",
        range: ParameterDescription.positive),
      ParameterDescription.start(1, 1),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    return Forsaken(gapRadius: values.real("gapRadius"), start: start)
  }
}
