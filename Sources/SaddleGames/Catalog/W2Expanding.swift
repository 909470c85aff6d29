import SaddleLinearAlgebra

/// The one-dimensional W2 game of a generator that cannot shrink, G(z) = wz + u with w ≥ 1, on data of σ ≤ 1.
///
/// Farnia & Ozdaglar 2020, Remark 1: the data are out of reach, and yet (w, u) = (1, 0) with the best
/// discriminator a = 1 − 1/σ, b = 0 is Nash, because that discriminator is concave. Not being realisable
/// alone decides nothing. (V is even in w, so that w ≥ 1 stands for |w| ≥ 1.) All else is as in
/// ``W2Gaussian``; coordinates are x = (w, u), y = (a, b).
public struct W2Expanding: MinMaxGame {
  /// σ.
  public let deviation: Double
  private let base: W2Gaussian
  private let start: StrategyProfile

  /// The gaps refer to 1 ≤ w ≤ 2.
  private static let greatestStretch = 2.0
  /// The gaps refer to |u| ≤ 1.
  private static let greatestShift = 1.0

  /// Makes the game; it starts at its equilibrium unless `start` says otherwise.
  ///
  /// - Precondition: 0 < `deviation` ≤ 1.
  public init(deviation: Double = 0.5, start: StrategyProfile? = nil) {
    precondition(deviation > 0 && deviation <= 1, "σ must be in (0, 1]")
    self.deviation = deviation
    base = W2Gaussian(
      moments: DataMoments(mean: [0], covariance: Matrix([[deviation * deviation]])),
      generator: .free)
    self.start =
      start ?? StrategyProfile(minimizer: [1, 0], maximizer: [1 - 1 / deviation, 0])
  }

  /// Two coordinates each.
  public var shape: ProfileShape { base.shape }

  /// The given start.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// V.
  public func payoff(at z: StrategyProfile) -> Double { base.payoff(at: z) }

  /// ∇V.
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    base.gradient(at: z, into: &gradient)
  }

  /// ∇²V·u.
  public func hessianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    base.hessianProduct(at: z, u, into: &product)
  }

  /// w ≥ 1, and W2Gaussian's set for the discriminator.
  public func strategySet(of player: Player) -> StrategySet {
    player == .minimizer ? .custom("w ≥ 1") : base.strategySet(of: player)
  }

  /// Raises w to 1.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    guard player == .minimizer else { return base.project(player, of: &z) }
    z.values[0] = max(z.values[0], 1)
  }

  /// (1, 0, 1 − 1/σ, 0), Nash.
  public var knownEquilibria: [KnownEquilibrium] {
    [
      KnownEquilibrium(
        profile: StrategyProfile(minimizer: [1, 0], maximizer: [1 - 1 / deviation, 0]),
        kind: .nash, note: "Nash, though the data are out of reach")
    ]
  }
}

// MARK: Proximal operator and gaps

extension W2Expanding {
  /// The Sobolev norm of the discriminator on the data.
  public var proximalNorm: String { base.proximalNorm }

  /// As in ``W2Gaussian``.
  public func proximalMetricProduct(_ u: [Double], into product: inout [Double]) {
    base.proximalMetricProduct(u, into: &product)
  }

  /// As in ``W2Gaussian``.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    base.proximalResponse(at: z, penalty: penalty)
  }

  /// w within [1, 2] and u within [−1, 1] for the generator.
  public var gapDomain: String? { "1 ≤ w ≤ 2, |u| ≤ 1, A ≺ I" }

  /// The box of the gaps.
  public func projectOnGapSet(_ player: Player, of z: inout StrategyProfile) {
    project(player, of: &z)
    guard player == .minimizer else { return }
    z.values[0] = min(z.values[0], Self.greatestStretch)
    z.values[1] = min(max(z.values[1], -Self.greatestShift), Self.greatestShift)
  }

  /// max over y′ is ½((σ − w)² + u²); V is ½ρw² + ½u² − (u + b)²/(2(1 − a)) in x, ρ = 1 − 1/(1 − a), and
  /// lowest at an end of each interval or where its derivative in u is 0.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let (a, b) = (z.values[2], z.values[3])
    guard a < 1 else { return nil }
    let kept = 1 / (1 - a)
    var shifts = [-Self.greatestShift, Self.greatestShift]
    if kept < 1 { shifts.append(min(max(kept * b / (1 - kept), -1), 1)) }
    let lowest = [1, Self.greatestStretch].flatMap { w in
      shifts.map { u in
        payoff(at: StrategyProfile(minimizer: [w, u], maximizer: [a, b]))
      }
    }.min()
    return lowest.map { envelope(z) - $0 }
  }

  /// ½((σ − w)² + u²) − ½(σ − 1)².
  public func primalGap(at z: StrategyProfile) -> Double? {
    envelope(z) - (1 - deviation) * (1 - deviation) / 2
  }

  /// Φ(x) = max over y of V.
  private func envelope(_ z: StrategyProfile) -> Double {
    let (w, u) = (z.values[0], z.values[1])
    return ((deviation - w) * (deviation - w) + u * u) / 2
  }
}

// MARK: Catalog

extension W2Expanding {
  /// `w2-expanding` in the catalog.
  public static let entry = GameEntry(
    name: "w2-expanding",
    summary:
      "data out of reach of a generator that cannot shrink, and a Nash equilibrium all the same",
    formula: "V = E D(X) − E Dᶜ(wZ + u), w ≥ 1, X of mean 0 and deviation σ ≤ 1",
    source: "Farnia & Ozdaglar 2020, Remark 1",
    parameters: [
      ParameterDescription(
        "deviation", default: .real(0.5), "σ in (0, 1], the data's standard deviation",
        range: 1e-3...1),
      ParameterDescription(
        "start", default: .list([]), "w, u, a, b; empty: the equilibrium"),
    ]
  ) { values throws(GameError) in
    let shape = ProfileShape(minimizerCount: 2, maximizerCount: 2)
    let start =
      values.list("start").isEmpty
      ? nil : StrategyProfile(values: try values.startCoordinates(count: 4), shape: shape)
    return W2Expanding(deviation: values.real("deviation"), start: start)
  }
}
