import RealModule

/// The f-GAN of one Gaussian against discriminators of quadratic log-ratio: Theorem 1 (i) of Farnia &
/// Ozdaglar 2020 in two and three parameters.
///
/// X ~ N(0, σ²), G(z) = wz + u with |w| ≤ 1 (spectral normalization), and D = f′(t) with
/// log t(x) = L(x) = c + bx + ½ax², the family that holds the best discriminator p_X/p_G of every such
/// generator:
///
///     V = E A(L(X)) − E B(L(wZ + u)),   A(L) = f′(eᴸ), B(L) = f*(f′(eᴸ)).
///
/// max_D V is the divergence d_f(P_X‖P_G). For σ ≤ 1 the generator reaches the data and (σ, 0) with D constant
/// is Nash. For σ > 1 the best generator is w = 1, u = 0, and against its best discriminator a = 1 − 1/σ²,
/// b = 0, c = −ln σ the generator lowers V without bound by moving away: there is no Nash equilibrium,
/// because t²f″(t) does not fall.
///
/// Expectations are trapezoid sums over z in steps of 0.05 out to ±20, exact to rounding where the payoff
/// exists. Gaps refer to |u| ≤ U. Cost: 1,602 exponentials for a payoff or a gradient.
public struct FGANGaussian: MinMaxGame {
  /// f, up to a line, which changes nothing.
  public enum Divergence: String, CaseIterable, Sendable {
    /// f = t ln t: KL(P_X‖P_G).
    case kl
    /// The vanilla GAN, less its constant: 2 JSD.
    case js
    /// f = −ln t: KL(P_G‖P_X).
    case reverseKL = "reverse-kl"
    /// f = (1 − √t)².
    case hellinger
  }

  /// Which f.
  public let divergence: Divergence
  /// σ.
  public let deviation: Double
  /// U: the gaps refer to |u| ≤ U.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  private static let grid: [(z: Double, weight: Double)] = (-400...400).map { index in
    let z = 0.05 * Double(index)
    return (z, 0.05 * Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot())
  }

  /// Makes the game; the start is (0.5, 0.1; 0, 0, 0) if nil.
  ///
  /// - Precondition: σ, U > 0.
  public init(
    divergence: Divergence = .js, deviation: Double = 2, gapRadius: Double = 1,
    start: StrategyProfile? = nil
  ) {
    precondition(deviation > 0 && gapRadius > 0, "σ and U must be positive")
    self.divergence = divergence
    self.deviation = deviation
    self.gapRadius = gapRadius
    self.start = start ?? StrategyProfile(minimizer: [0.5, 0.1], maximizer: [0, 0, 0])
    precondition(self.start.shape == shape, "the start has (w, u) and (a, b, c)")
  }

  /// (w, u) and (a, b, c).
  public var shape: ProfileShape { ProfileShape(minimizerCount: 2, maximizerCount: 3) }

  /// ``start``.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile { start }

  /// The best generator with its best discriminator: Nash for σ ≤ 1, and only minimax beyond.
  public var optimum: StrategyProfile {
    let reach = min(deviation, 1)
    let ratio = deviation / reach
    return StrategyProfile(
      minimizer: [reach, 0], maximizer: [1 - 1 / (ratio * ratio), 0, -Double.log(ratio)])
  }

  /// The Nash equilibrium (σ, 0) for σ ≤ 1; nothing is claimed beyond.
  public var knownEquilibria: [KnownEquilibrium] {
    deviation <= 1
      ? [KnownEquilibrium(profile: optimum, kind: .nash, note: "Nash, w = \(deviation)")] : []
  }

  /// |w| ≤ 1, any u.
  public func strategySet(of player: Player) -> StrategySet {
    player == .minimizer ? .custom("|w| ≤ 1") : .unconstrained
  }

  /// Clips w.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    if player == .minimizer { z.values[0] = min(max(z.values[0], -1), 1) }
  }

  /// |w| ≤ 1, |u| ≤ U.
  public var gapDomain: String? { "|w| ≤ 1, |u| ≤ \(gapRadius), log-ratios of degree 2" }

  /// |w| ≤ 1 and |u| ≤ U for the generator.
  public func gapSet(of player: Player) -> StrategySet {
    player == .minimizer ? .custom("|w| ≤ 1, |u| ≤ \(gapRadius)") : .unconstrained
  }

  /// Clips w and u.
  public func projectOnGapSet(_ player: Player, of z: inout StrategyProfile) {
    guard player == .minimizer else { return }
    project(player, of: &z)
    z.values[1] = min(max(z.values[1], -gapRadius), gapRadius)
  }
}

// The payoff and its derivatives.
extension FGANGaussian {
  /// V.
  public func payoff(at z: StrategyProfile) -> Double {
    let (w, u) = (z.values[0], z.values[1])
    var sum = 0.0
    for (node, weight) in Self.grid {
      let real = divergence.real(ratio(z, deviation * node))
      let fake = divergence.fake(ratio(z, w * node + u))
      sum += weight * (real.value - fake.value)
    }
    return sum
  }

  /// ∇V.
  public func gradient(at z: StrategyProfile, into gradient: inout [Double]) {
    let (w, u, a, b) = (z.values[0], z.values[1], z.values[2], z.values[3])
    for index in gradient.indices { gradient[index] = 0 }
    for (node, weight) in Self.grid {
      let (x, g) = (deviation * node, w * node + u)
      let real = weight * divergence.real(ratio(z, x)).slope
      let fake = weight * divergence.fake(ratio(z, g)).slope
      let push = fake * (b + a * g)
      gradient[0] -= push * node
      gradient[1] -= push
      gradient[2] += (real * x * x - fake * g * g) / 2
      gradient[3] += real * x - fake * g
      gradient[4] += real - fake
    }
  }

  /// ∇²V·d.
  public func hessianProduct(
    at z: StrategyProfile, _ d: [Double], into product: inout [Double]
  ) {
    let (w, u, a, b) = (z.values[0], z.values[1], z.values[2], z.values[3])
    let direction = d
    for index in product.indices { product[index] = 0 }
    for (node, weight) in Self.grid {
      let (x, g) = (deviation * node, w * node + u)
      let real = divergence.real(ratio(z, x))
      let fake = divergence.fake(ratio(z, g))
      let slope = b + a * g
      let move = node * direction[0] + direction[1]
      let lift = g * g / 2 * direction[2] + g * direction[3] + direction[4]
      let tilt = a * move + g * direction[2] + direction[3]
      let bend = weight * fake.bend * (slope * move + lift)
      let fall = weight * fake.slope
      product[0] -= (bend * slope + fall * tilt) * node
      product[1] -= bend * slope + fall * tilt
      let own =
        weight * real.bend * (x * x / 2 * direction[2] + x * direction[3] + direction[4])
      product[2] += own * x * x / 2 - bend * g * g / 2 - fall * g * move
      product[3] += own * x - bend * g - fall * move
      product[4] += own - bend
    }
  }

  /// L(x).
  private func ratio(_ z: StrategyProfile, _ x: Double) -> Double {
    z.values[4] + z.values[3] * x + z.values[2] * x * x / 2
  }
}

extension FGANGaussian.Divergence {
  /// A(L), A′ and A″.
  func real(_ ratio: Double) -> (value: Double, slope: Double, bend: Double) {
    switch self {
    case .kl: return (1 + ratio, 1, 0)
    case .js:
      let down = 1 / (1 + Double.exp(ratio))
      return (Double.log(2) - softplus(-ratio), down, -down * (1 - down))
    case .reverseKL:
      let inverse = Double.exp(-ratio)
      return (-inverse, inverse, -inverse)
    case .hellinger:
      let root = Double.exp(-ratio / 2)
      return (1 - root, root / 2, -root / 4)
    }
  }

  /// B(L), B′ and B″.
  func fake(_ ratio: Double) -> (value: Double, slope: Double, bend: Double) {
    switch self {
    case .kl:
      let t = Double.exp(ratio)
      return (t, t, t)
    case .js:
      let up = 1 / (1 + Double.exp(-ratio))
      return (softplus(ratio) - Double.log(2), up, up * (1 - up))
    case .reverseKL: return (ratio - 1, 1, 0)
    case .hellinger:
      let root = Double.exp(ratio / 2)
      return (root - 1, root / 2, root / 4)
    }
  }

  /// ln(1 + eᵗ), without overflow.
  private func softplus(_ t: Double) -> Double {
    max(t, 0) + Double.log(onePlus: Double.exp(-abs(t)))
  }
}

extension FGANGaussian {
  /// `f-gan-gaussian` in the catalog.
  public static let entry = GameEntry(
    name: "f-gan-gaussian",
    summary: "an f-GAN whose spectrally normalized generator cannot reach the data: no Nash",
    formula: "V = E f′(t(X)) − E f*(f′(t(wZ + u))), ln t = c + bx + ½ax², |w| ≤ 1",
    source: "Farnia & Ozdaglar 2020, Theorem 1 (i)",
    parameters: [
      ParameterDescription(
        "divergence", default: "js", choices: Divergence.allCases.map(\.rawValue),
        "which f: Kullback–Leibler, Jensen–Shannon, reverse KL, squared Hellinger"),
      ParameterDescription(
        "deviation", default: .real(2), "σ > 0, the data's standard deviation",
        range: ParameterDescription.positive),
      ParameterDescription(
        "gapRadius", default: .real(1), "U > 0: gaps refer to |u| ≤ U",
        range: ParameterDescription.positive),
      ParameterDescription(
        "start", default: .list([]), "w, u, a, b, c; empty: 0.5, 0.1, 0, 0, 0"),
    ]
  ) { values throws(GameError) in
    let shape = ProfileShape(minimizerCount: 2, maximizerCount: 3)
    let start =
      values.list("start").isEmpty
      ? nil : StrategyProfile(values: try values.startCoordinates(count: 5), shape: shape)
    return FGANGaussian(
      divergence: Divergence(rawValue: values.choice("divergence")) ?? .js,
      deviation: values.real("deviation"), gapRadius: values.real("gapRadius"), start: start)
  }
}
