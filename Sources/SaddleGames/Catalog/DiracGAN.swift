import RealModule

/// V(θ, ψ) = f(ψθ) + f(0) − (γ/2)(|ψ| − g₀)²: a GAN of one parameter each.
///
/// The data sit at 0, the generator's one sample at θ = x, and the discriminator is D(x) = ψx with
/// ψ = y (Mescheder, Geiger & Nowozin 2018). f(t) = −log(1 + e⁻ᵗ) for the vanilla GAN and f(t) = t
/// for the Wasserstein GAN. (0, 0) is the Nash equilibrium wherever the penalty has no kink, and
/// what a method does there depends on the regularizer alone:
///
/// - none: the flow keeps θ² + ψ²; its period is 2π/a with a = f′(0) near 0, and exactly
///   2π(1 + I₀(r²/2)) on the circle r of the vanilla GAN.
/// - clipping to |ψ| ≤ c after each step: attracted to the circle of radius c (Wasserstein).
/// - gradient penalty with g₀ > 0: no Nash equilibrium, nor λ-proximal one for any λ > 0. For the
///   Wasserstein GAN and γ < 2 the flow has an attracting cycle of period 2π/ω, ω = √(1 − γ²/4),
///   that crosses ψ = 0 at |θ| = γg₀·coth(πγ/4ω); for γ > 2 it sticks at θ = ±γg₀.
/// - R1, the penalty with g₀ = 0: J has eigenvalues γ/2 ± √(γ²/4 − f′(0)²); converges.
///
/// **At the kink** ψ = 0 of a gradient penalty with g₀ > 0, |ψ| has the sub-gradients [−1, 1]; the
/// field takes 0, so that (0, 0) is stationary, and any other point with ψ = 0 leaves the kink.
public struct DiracGAN: PlaneGame {
  /// Which f.
  public enum Objective: String, CaseIterable, Sendable {
    /// f(t) = −log(1 + e⁻ᵗ) (Goodfellow et al. 2014).
    case vanilla
    /// f(t) = t (Arjovsky, Chintala & Bottou 2017).
    case wgan
  }

  /// What keeps the discriminator's slope ψ in bounds.
  public enum Regularizer: Hashable, Sendable {
    /// Nothing.
    case none
    /// |ψ| ≤ c, by projection after each step (WGAN with weight clipping).
    case clipping(bound: Double)
    /// −(γ/2)(|ψ| − g₀)² (Gulrajani et al. 2017, with g₀ = 1 and their 2λ = γ).
    case gradientPenalty(weight: Double, targetNorm: Double)
    /// −(γ/2)ψ² (Mescheder, Geiger & Nowozin 2018).
    case r1(weight: Double)
  }

  /// Which f.
  public let objective: Objective
  /// What keeps ψ in bounds.
  public let regularizer: Regularizer
  /// R: the gaps refer to |θ|, |ψ| ≤ R, or to |ψ| ≤ c under clipping.
  public let gapRadius: Double
  /// The initial profile.
  public let start: StrategyProfile

  /// Makes the game.
  ///
  /// - Precondition: R > 0, c > 0, γ ≥ 0 and 0 ≤ g₀ ≤ R.
  public init(
    objective: Objective = .vanilla, regularizer: Regularizer = .none, gapRadius: Double = 2,
    start: (theta: Double, psi: Double) = (1, 0)
  ) {
    self.objective = objective
    self.regularizer = regularizer
    self.gapRadius = gapRadius
    self.start = StrategyProfile(minimizer: [start.theta], maximizer: [start.psi])
    precondition(
      gapRadius > 0 && criticRadius > 0 && penaltyWeight >= 0
        && (0...gapRadius).contains(targetNorm),
      "a Dirac-GAN needs R > 0, c > 0, γ ≥ 0 and 0 ≤ g₀ ≤ R")
  }

  /// f(ψθ) + f(0) − (γ/2)(|ψ| − g₀)².
  public func payoff(_ theta: Double, _ psi: Double) -> Double {
    objective.value(theta * psi) + objective.value(0) - penalty(psi)
  }

  /// (ψf′(ψθ), θf′(ψθ) − γ(ψ − g₀ sign ψ)) with sign 0 = 0.
  public func gradient(_ theta: Double, _ psi: Double) -> (x: Double, y: Double) {
    let slope = objective.slope(theta * psi)
    return (psi * slope, theta * slope - penaltyWeight * (psi - targetNorm * sign(psi)))
  }

  /// (ψ²f″, f′ + ψθf″, θ²f″ − γ), at the kink too.
  public func hessian(_ theta: Double, _ psi: Double) -> (xx: Double, xy: Double, yy: Double) {
    let product = theta * psi
    let curvature = objective.curvature(product)
    return (
      psi * psi * curvature, objective.slope(product) + product * curvature,
      theta * theta * curvature - penaltyWeight
    )
  }

  /// |ψ| ≤ c under clipping.
  public func strategySet(of player: Player) -> StrategySet {
    guard player == .maximizer, case .clipping(let bound) = regularizer else {
      return .unconstrained
    }
    return .box(lower: -bound, upper: bound)
  }

  /// (0, 0): Nash, or stationary at the kink of a gradient penalty.
  public var knownEquilibria: [KnownEquilibrium] {
    let origin = StrategyProfile(minimizer: [0], maximizer: [0])
    return hasKink
      ? [
        KnownEquilibrium(
          profile: origin, kind: .stationary,
          note: "the kink at ψ = 0; the discriminator gains at |ψ| = \(targetNorm)")
      ] : [KnownEquilibrium(profile: origin, kind: .nash, note: "Nash (0, 0)")]
  }

  /// The Sobolev norm E‖∇D̃(X) − ∇D(X)‖² = |ψ̃ − ψ|².
  public var proximalNorm: String { "Sobolev norm of the discriminator, |ψ̃ − ψ|" }
}

extension DiracGAN {
  /// γ; 0 where nothing is penalized.
  var penaltyWeight: Double {
    switch regularizer {
    case .none, .clipping: 0
    case .gradientPenalty(let weight, _), .r1(let weight): weight
    }
  }

  /// g₀.
  var targetNorm: Double {
    if case .gradientPenalty(_, let norm) = regularizer { norm } else { 0 }
  }

  /// The largest |ψ| that gaps refer to: c under clipping, else R.
  var criticRadius: Double {
    if case .clipping(let bound) = regularizer { bound } else { gapRadius }
  }

  /// Whether the payoff has a kink at ψ = 0.
  var hasKink: Bool { penaltyWeight > 0 && targetNorm > 0 }

  /// (γ/2)(|ψ| − g₀)².
  func penalty(_ psi: Double) -> Double {
    let excess = abs(psi) - targetNorm
    return penaltyWeight / 2 * excess * excess
  }

  private func sign(_ value: Double) -> Double { value == 0 ? 0 : (value < 0 ? -1 : 1) }
}

extension DiracGAN.Objective {
  /// f(t), without overflow.
  func value(_ t: Double) -> Double {
    switch self {
    case .wgan: t
    case .vanilla: min(t, 0) - Double.log(onePlus: Double.exp(-abs(t)))
    }
  }

  /// f′(t): 1, or 1/(1 + eᵗ).
  func slope(_ t: Double) -> Double {
    switch self {
    case .wgan: 1
    case .vanilla: 1 / (1 + Double.exp(t))
    }
  }

  /// f″(t): 0, or −f′(t)f′(−t).
  func curvature(_ t: Double) -> Double {
    switch self {
    case .wgan: 0
    case .vanilla: -slope(t) * slope(-t)
    }
  }
}

extension DiracGAN {
  /// `dirac-gan` in the catalog.
  public static let entry = GameEntry(
    name: "dirac-gan",
    summary: "a GAN of one parameter each; which regularizers converge",
    formula: "V(θ, ψ) = f(ψθ) + f(0) − γ/2·(|ψ| − g₀)²",
    source: "Mescheder, Geiger & Nowozin 2018",
    parameters: [
      ParameterDescription(
        "objective", default: "vanilla", choices: Objective.allCases.map(\.rawValue),
        "f(t) = −log(1 + e⁻ᵗ) or, for wgan, f(t) = t"),
      ParameterDescription(
        "regularizer", default: "none", choices: ["none", "clipping", "gradient-penalty", "r1"],
        "keeps ψ in |ψ| ≤ c, or penalizes |ψ| − g₀ (gradient-penalty) or |ψ| (r1) with weight γ"),
      ParameterDescription(
        "penaltyWeight", default: .real(0.5), "γ ≥ 0, of gradient-penalty and r1",
        range: ParameterDescription.nonnegative),
      ParameterDescription(
        "targetNorm", default: .real(1), "g₀ ≥ 0, of gradient-penalty; at most R",
        range: ParameterDescription.nonnegative),
      ParameterDescription(
        "clippingBound", default: .real(0.1), "c > 0, of clipping",
        range: ParameterDescription.positive),
      ParameterDescription(
        "gapRadius", default: .real(2),
        "R > 0: gaps refer to |θ|, |ψ| ≤ R (to |ψ| ≤ c under clipping)",
        range: ParameterDescription.positive),
      ParameterDescription.start(1, 0),
    ]
  ) { values throws(GameError) in
    let start = try values.planeStart()
    let regularizer: Regularizer =
      switch values.choice("regularizer") {
      case "clipping": .clipping(bound: values.real("clippingBound"))
      case "r1": .r1(weight: values.real("penaltyWeight"))
      case "gradient-penalty":
        .gradientPenalty(
          weight: values.real("penaltyWeight"), targetNorm: values.real("targetNorm"))
      default: .none
      }
    if case .gradientPenalty(_, let norm) = regularizer, norm > values.real("gapRadius") {
      throw GameError(
        .invalidParameter,
        "targetNorm \(norm) lies outside gapRadius \(values.real("gapRadius"))",
        hint: "set gapRadius to \(norm) or more")
    }
    return DiracGAN(
      objective: Objective(rawValue: values.choice("objective")) ?? .vanilla,
      regularizer: regularizer, gapRadius: values.real("gapRadius"), start: (start.x, start.y))
  }
}
