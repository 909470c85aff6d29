import RealModule

/// The Wasserstein-1 GAN of one shifted Gaussian against the optimal critic's family:
/// f(u, y) = y·(E|X| − E|Z + u|) with X ~ N(0, σ²), Z ~ N(0, 1) and the critics D(x) = y|x|, |y| ≤ 1.
///
/// With y = 1 this is Theorem 1 (iii) of Farnia & Ozdaglar 2020: for σ > 1 the 1-Lipschitz critic |x|
/// is optimal against the best generator u = 0 of unit scale, and once it is frozen the generator
/// lowers the payoff without bound by moving away, so that (0, |x|) is no Nash equilibrium:
/// f(u, 1) = √(2/π)·σ − h(u) with h(u) = E|Z + u| = √(2/π)·e^(−u²/2) + u·erf(u/√2).
///
/// The family {y|x|} alone is a smaller game: it sees only E|·|, so its Nash equilibria are the shifts
/// with E|Z + u| = E|X| against y = 0. Gaps refer to |u| ≤ U.
public struct W1Gaussian: PlaneGame {
  /// σ.
  public let deviation: Double
  /// U: the gaps refer to |u| ≤ U.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  public init(
    deviation: Double = 2, gapRadius: Double = 4, start: (u: Double, y: Double) = (0.1, 0.5)
  ) {
    self.deviation = deviation
    self.gapRadius = gapRadius
    self.start = StrategyProfile(minimizer: [start.u], maximizer: [start.y])
  }

  /// E|X| − E|Z + u|.
  private func difference(_ u: Double) -> Double { Self.scale * deviation - Self.meanMagnitude(u) }

  /// √(2/π) = E|Z|.
  private static let scale = (2 / Double.pi).squareRoot()

  /// h(u) = E|Z + u|.
  private static func meanMagnitude(_ u: Double) -> Double {
    scale * Double.exp(-u * u / 2) + u * Double.erf(u / 2.0.squareRoot())
  }

  /// f = y(E|X| − h(u)).
  public func payoff(_ x: Double, _ y: Double) -> Double { y * difference(x) }

  /// ∇f = (−y·erf(u/√2), E|X| − h(u)).
  public func gradient(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (-y * Double.erf(x / 2.0.squareRoot()), difference(x))
  }

  /// h″(u) = √(2/π)·e^(−u²/2).
  public func hessian(_ x: Double, _ y: Double) -> (xx: Double, xy: Double, yy: Double) {
    (-y * Self.scale * Double.exp(-x * x / 2), -Double.erf(x / 2.0.squareRoot()), 0)
  }

  /// |y| ≤ 1, so that y|x| is 1-Lipschitz; u is free.
  public func strategySet(of player: Player) -> StrategySet {
    player == .maximizer ? .box(lower: -1, upper: 1) : .unconstrained
  }

  /// ±u* with h(u*) = E|X|, against y = 0, where σ > 1; u = 0 against y = 0 where σ = 1.
  public var knownEquilibria: [KnownEquilibrium] {
    guard deviation >= 1 else { return [] }
    // h grows from h(0) = √(2/π) and h(u) ≥ u, so the root lies below E|X|: bisection, to rounding.
    var (low, high) = (0.0, Self.scale * deviation)
    while case let middle = (low + high) / 2, middle > low, middle < high {
      if difference(middle) > 0 { low = middle } else { high = middle }
    }
    return (high > 0 && deviation > 1 ? [high, -high] : [0]).map { shift in
      KnownEquilibrium(
        profile: StrategyProfile(minimizer: [shift], maximizer: [0]), kind: .nash,
        note: "Nash of the critics y|x|: E|G| = E|X|")
    }
  }

  /// |u| ≤ U, |y| ≤ 1.
  public func gapSet(of player: Player) -> StrategySet {
    player == .minimizer ? .box(lower: -gapRadius, upper: gapRadius) : strategySet(of: player)
  }

  /// The interval of the generator's shift.
  public var gapDomain: String? { "|u| ≤ \(gapRadius), |y| ≤ 1" }

  /// |E|X| − h(u)| − min over |u′| ≤ U of f(u′, y), at u′ = U for y ≥ 0 and u′ = 0 for y < 0.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let (u, y) = (z.values[0], z.values[1])
    // Staying put is a deviation, too, where a run has left the interval.
    let best = min(payoff(gapRadius, y), payoff(0, y), payoff(u, y))
    return abs(difference(u)) - best
  }

  /// |E|X| − h(u)| − min Φ, where Φ = 0 is reached if ±u* lies within U.
  public func primalGap(at z: StrategyProfile) -> Double? {
    let reach = max(gapRadius, abs(z.values[0]))
    let least = max(difference(reach), -difference(0), 0)
    return abs(difference(z.values[0])) - least
  }
}

extension W1Gaussian {
  /// `w1-gaussian` in the catalog.
  public static let entry = GameEntry(
    name: "w1-gaussian",
    summary: "a shifted Gaussian against the critics y|x|: the W1 case of the paper's Theorem 1",
    formula: "f(u, y) = y·(E|X| − E|Z + u|), X ~ N(0, σ²), |y| ≤ 1",
    source: "Farnia & Ozdaglar 2020, Theorem 1 (iii)",
    parameters: [
      ParameterDescription(
        "deviation", default: .real(2), "σ > 0, the data's standard deviation",
        range: ParameterDescription.positive),
      ParameterDescription(
        "gapRadius", default: .real(4), "U > 0: gaps refer to |u| ≤ U",
        range: ParameterDescription.positive),
      ParameterDescription.start(0.1, 0.5),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    return W1Gaussian(
      deviation: values.real("deviation"), gapRadius: values.real("gapRadius"),
      start: (start.x, start.y))
  }
}
