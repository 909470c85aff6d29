/// f(x, y) = 2x² + y² + 4xy + 4y³/3 − y⁴/4: of the two points that attract the flow one is a local
/// Nash equilibrium and one is none.
///
/// Stationary points lie on x = −y. (0, 0) attracts the flow, from (0.3, −0.3) say, although
/// f_yy = 2 > 0 there: the maximizer sits at its worst. (−2 + √2, 2 − √2) is a saddle of the flow.
/// (−2 − √2, 2 + √2), where the flow from the default start ends, is a local Nash equilibrium and
/// the maximin point, but f(x, ·) has a second, higher hill there, so that no global Nash
/// equilibrium exists.
///
/// Nothing is bounded, and all gaps are finite: f(x, ·) falls as −y⁴/4, f(·, y) grows as 2x².
public struct AdolphsGame: PlaneGame {
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  public init(start: (x: Double, y: Double) = (-0.3, 0.5)) {
    self.start = StrategyProfile(minimizer: [start.x], maximizer: [start.y])
  }

  /// f = 2x² + y² + 4xy + 4y³/3 − y⁴/4.
  public func payoff(_ x: Double, _ y: Double) -> Double {
    2 * x * x + 4 * x * y + y * y * (1 + y * (4.0 / 3 - y / 4))
  }

  /// ∇f = (4x + 4y, 2y + 4x + 4y² − y³).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (4 * (x + y), 4 * x + y * (2 + y * (4 - y)))
  }

  /// f_xx = 4, f_xy = 4, f_yy = 2 + 8y − 3y².
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (4, 4, 2 + y * (8 - 3 * y))
  }

  /// The three stationary points.
  public var knownEquilibria: [KnownEquilibrium] {
    func point(_ y: Double, _ note: String) -> KnownEquilibrium {
      KnownEquilibrium(
        profile: StrategyProfile(minimizer: [-y], maximizer: [y]), kind: .stationary, note: note)
    }
    let root = 2.0.squareRoot()
    return [
      point(2 + root, "local Nash and maximin, not global Nash"),
      point(0, "attracts the flow, no local Nash"),
      point(2 - root, "saddle of the flow"),
    ]
  }

  /// ỹ, the global maximizer over ℝ of a quartic.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty.isFinite else { return [z.values[1]] }
    let slope = 4 * z.values[0] + penalty * z.values[1]
    let quartic = Polynomial(0, slope, 1 - penalty / 2, 4.0 / 3, -0.25)
    return quartic.maximum.map { [$0.argument] }
  }

  /// Φ(x) + y² − 4y³/3 + y⁴/4: the minimizer's best response is x = −y.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let y = z.values[1]
    return upperEnvelope(z.values[0]) + y * y * (1 + y * (y / 4 - 4.0 / 3))
  }

  /// Φ(x) − max_ỹ (ĝ(ỹ) − 2ỹ²), where ĝ is the concave envelope of
  /// g(ỹ) = ỹ² + 4ỹ³/3 − ỹ⁴/4 − (λ/2)(ỹ − y)².
  ///
  /// The proximal payoff is convex in x, so that min over x and max over ỹ trade places once g is
  /// made concave. With t = ỹ − 4/3, g = −t⁴/4 + κt² + ℓt + c; ĝ is κ² + ℓt + c on t² ≤ 2κ and g
  /// beyond.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    guard penalty.isFinite else { return dualityGap(at: z) }
    let offset = 4.0 / 3 - z.values[1]
    let kappa = 11.0 / 3 - penalty / 2
    let slope = 200.0 / 27 - penalty * offset
    let constant = 112.0 / 27 - penalty * offset * offset / 2
    // −2ỹ² = −2t² − 16t/3 − 32/9.
    let (tilt, base) = (slope - 16.0 / 3, constant - 32.0 / 9)
    guard var best = Polynomial(base, tilt, kappa - 2, 0, -0.25).maximum?.value else { return nil }
    if kappa > 0 {
      let reach = (2 * kappa).squareRoot()
      let bridge = Polynomial(base + kappa * kappa, tilt, -2)
      best = max(best, bridge.maximum(over: -reach...reach).value)
    }
    return upperEnvelope(z.values[0]) - best
  }

  /// Φ(x) − 10625/729: Φ is convex with its minimum at the kink x = −50/27, where two hills of
  /// f(x, ·) are equally high.
  public func primalGap(at z: StrategyProfile) -> Double? {
    upperEnvelope(z.values[0]) - 10_625.0 / 729
  }

  /// Φ(x) = max_y f(x, y).
  private func upperEnvelope(_ x: Double) -> Double {
    let hills = Polynomial(0, 4 * x, 1, 4.0 / 3, -0.25).maximum?.value ?? .nan
    return 2 * x * x + hills
  }
}

extension AdolphsGame {
  /// `adolphs` in the catalog.
  public static let entry = GameEntry(
    name: "adolphs",
    summary: "of two points that attract the flow one is a local Nash equilibrium, one is none",
    formula: "f(x, y) = 2x² + y² + 4xy + 4y³/3 − y⁴/4",
    source: "Adolphs et al. 2019, arXiv:1805.05751",
    parameters: [ParameterDescription.start(-0.3, 0.5)]
  ) { values throws(GameError) in AdolphsGame(start: try values.planeStart()) }
}
