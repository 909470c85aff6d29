/// V = a(σ² + m² − w² − u²) + b(m − u): a GAN that matches two moments, with an affine generator
/// G(z) = wz + u and the discriminator D(x) = ax² + bx.
///
/// x = (w, u), y = (a, b); X has mean m and deviation σ, Z mean 0 and deviation 1. The Nash
/// equilibria are w = ±σ, u = m, a = b = 0. There J has the eigenvalues ±i times the singular
/// values of [[2w, 0], [2u, 1]]: for m = 0, two oscillations of periods 2π and π/σ, a torus unless
/// 2σ is rational. Alternating GDA keeps turning, extragradient and optimism converge, simultaneous
/// GDA leaves and then wanders with w → 0 (the variance collapses).
///
/// Gaps refer to |w|, |u|, |a|, |b| ≤ R. Steps are not projected on that box.
public struct LQGAN: MinMaxGame {
  /// σ > 0.
  public let deviation: Double
  /// m.
  public let mean: Double
  /// R.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  ///
  /// - Parameters:
  ///   - deviation: σ > 0 of the data.
  ///   - mean: m of the data.
  ///   - gapRadius: R; σ and |m| at least, so that the equilibria lie in the box.
  ///   - start: w, u, a, b; (σ + 0.2, m + 0.1, 0.1, 0.1) if nil.
  public init(
    deviation: Double = 1.5, mean: Double = 0, gapRadius: Double = 2, start: [Double]? = nil
  ) {
    let start = start ?? [deviation + 0.2, mean + 0.1, 0.1, 0.1]
    precondition(
      deviation > 0 && gapRadius >= max(deviation, abs(mean)) && start.count == 4,
      "an LQ-GAN needs 0 < σ ≤ R, |m| ≤ R and four coordinates to start from")
    self.deviation = deviation
    self.mean = mean
    self.gapRadius = gapRadius
    self.start = StrategyProfile(minimizer: Array(start[..<2]), maximizer: Array(start[2...]))
  }

  /// (w, u) and (a, b).
  public var shape: ProfileShape { ProfileShape(minimizerCount: 2, maximizerCount: 2) }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// How far the moments are from the data's: (σ² + m² − w² − u², m − u) = ∇ᵧV.
  private func mismatch(_ z: StrategyProfile) -> (second: Double, first: Double) {
    let (w, u) = (z.values[0], z.values[1])
    return (deviation * deviation + mean * mean - w * w - u * u, mean - u)
  }

  /// a(σ² + m² − w² − u²) + b(m − u).
  public func payoff(at z: StrategyProfile) -> Double {
    let mismatch = mismatch(z)
    return z.values[2] * mismatch.second + z.values[3] * mismatch.first
  }

  /// (−2aw, −2au − b, σ² + m² − w² − u², m − u).
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    let mismatch = mismatch(z)
    let (w, u, a, b) = (z.values[0], z.values[1], z.values[2], z.values[3])
    gradient[0] = -2 * a * w
    gradient[1] = -2 * a * u - b
    gradient[2] = mismatch.second
    gradient[3] = mismatch.first
  }

  /// ∇²V·d, of which only −2a on the diagonal and the cross terms −2w, −2u, −1 are not 0.
  public func hessianProduct(
    at z: StrategyProfile, _ d: [Double], into product: inout [Double]
  ) {
    let (w, u, a) = (z.values[0], z.values[1], z.values[2])
    let (dw, du, da, db) = (d[0], d[1], d[2], d[3])
    product[0] = -2 * (a * dw + w * da)
    product[1] = -2 * (a * du + u * da) - db
    product[2] = -2 * (w * dw + u * du)
    product[3] = -du
  }

  /// (±σ, m, 0, 0), Nash.
  public var knownEquilibria: [KnownEquilibrium] {
    [deviation, -deviation].map { w in
      KnownEquilibrium(
        profile: StrategyProfile(minimizer: [w, mean], maximizer: [0, 0]), kind: .nash,
        note: "Nash, w = \(w)")
    }
  }

  /// The Sobolev norm E|D̃′(X) − D′(X)|² on the data.
  public var proximalNorm: String { "Sobolev norm of the discriminator on the data" }

  /// M·(α, β) with M = [[4(σ² + m²), 2m], [2m, 1]].
  public func proximalMetricProduct(_ d: [Double], into product: inout [Double]) {
    let (alpha, beta) = (d[0], d[1])
    product[0] = 4 * (deviation * deviation + mean * mean) * alpha + 2 * mean * beta
    product[1] = 2 * mean * alpha + beta
  }

  /// ỹ = y + M⁻¹∇ᵧV/λ, on all of ℝ²; nil unless λ > 0.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty > 0 else { return nil }
    let (second, first) = mismatch(z)
    let variance = deviation * deviation
    // M⁻¹ = [[1, −2m], [−2m, 4(σ² + m²)]]/4σ².
    let alpha = (second - 2 * mean * first) / (4 * variance)
    let beta = (2 * (variance + mean * mean) * first - mean * second) / (2 * variance)
    return [z.values[2] + alpha / penalty, z.values[3] + beta / penalty]
  }

  /// The box of side 2R for both players.
  public func gapSet(of player: Player) -> StrategySet {
    .box(lower: -gapRadius, upper: gapRadius)
  }

  /// The box of side 2R.
  public var gapDomain: String? { "|w|, |u|, |a|, |b| ≤ \(gapRadius)" }

  /// Φ(w, u) − min over the box of V(·, a, b), which is a sum of one function of w and one of u.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let (a, b) = (z.values[2], z.values[3])
    let squares = deviation * deviation + mean * mean
    let leastInW = -max(a, 0) * gapRadius * gapRadius
    // −au² − bu: concave for a ≥ 0, so least at an end; else least at its vertex, kept in the box.
    let u =
      a < 0
      ? min(max(-b / (2 * a), -gapRadius), gapRadius) : (b < 0 ? -gapRadius : gapRadius)
    return upperEnvelope(z) - (a * squares + b * mean + leastInW - a * u * u - b * u)
  }

  /// The primal gap for λ = 0, the duality gap for λ = ∞, nil between: V^λ is quartic in (w, u).
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    if penalty == 0 { return primalGap(at: z) }
    return penalty == .infinity ? dualityGap(at: z) : nil
  }

  /// Φ, whose least value is 0.
  public func primalGap(at z: StrategyProfile) -> Double? { upperEnvelope(z) }

  /// Φ = R(|σ² + m² − w² − u²| + |m − u|).
  private func upperEnvelope(_ z: StrategyProfile) -> Double {
    let mismatch = mismatch(z)
    return gapRadius * (abs(mismatch.second) + abs(mismatch.first))
  }
}

extension LQGAN {
  /// `lq-gan` in the catalog.
  public static let entry = GameEntry(
    name: "lq-gan",
    summary: "matches mean and variance; two oscillations at once, a torus",
    formula: "V = a(σ² + m² − w² − u²) + b(m − u), x = (w, u), y = (a, b)",
    source: "Nagarajan & Kolter 2017, the linear-quadratic WGAN",
    parameters: [
      ParameterDescription(
        "deviation", default: .real(1.5), "σ > 0 of the data",
        range: ParameterDescription.positive),
      ParameterDescription("mean", default: .real(0), "m of the data"),
      ParameterDescription(
        "gapRadius", default: .real(2),
        "R > 0: gaps refer to |w|, |u|, |a|, |b| ≤ R; at least σ and |m|",
        range: ParameterDescription.positive),
      ParameterDescription(
        "start", default: .list([]), "w, u, a, b; empty: σ + 0.2, m + 0.1, 0.1, 0.1"),
    ]
  ) { values throws(GameError) in
    let (deviation, mean) = (values.real("deviation"), values.real("mean"))
    let needed = max(deviation, abs(mean))
    guard values.real("gapRadius") >= needed else {
      throw GameError(
        .invalidParameter, "gapRadius \(values.real("gapRadius")) leaves the equilibria outside",
        hint: "set gapRadius to \(needed) or more")
    }
    return LQGAN(
      deviation: deviation, mean: mean, gapRadius: values.real("gapRadius"),
      start: values.list("start").isEmpty ? nil : try values.startCoordinates(count: 4))
  }
}
