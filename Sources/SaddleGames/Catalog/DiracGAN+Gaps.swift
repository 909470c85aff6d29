// Responses and gaps. Wasserstein forms are formulas; vanilla ones need the root of one decreasing
// function, found to the last bit.
extension DiracGAN {
  /// ψ̃, the maximizer over ψ̃ (|ψ̃| ≤ c under clipping) of f(ψ̃θ) − (γ/2)(|ψ̃| − g₀)² −
  /// (λ/2)(ψ̃ − ψ)²; nil unless λ > 0.
  ///
  /// (λψ + θ)/(γ + λ) for the Wasserstein GAN with or without R1. With a kink, the better of the
  /// best ψ̃ ≥ 0 and the best ψ̃ ≤ 0; the one of ψ's sign if both are as good.
  public func proximalResponse(at z: StrategyProfile, penalty: Double) -> [Double]? {
    guard penalty > 0 else { return nil }
    let (theta, psi) = (z.values[0], z.values[1])
    guard penalty.isFinite else { return [psi] }
    guard hasKink else { return [branchResponse(theta, psi, penalty, target: 0)] }
    let side: Double = psi < 0 ? -1 : 1
    let near = branchResponse(theta, psi, penalty, target: side * targetNorm)
    let far = branchResponse(theta, psi, penalty, target: -side * targetNorm)
    let isFarBetter =
      proximalValue(theta, psi, far, penalty) > proximalValue(theta, psi, near, penalty)
    return [isFarBetter ? far : near]
  }

  /// The maximizer of the concave f(ψ̃θ) − (γ/2)(ψ̃ − t)² − (λ/2)(ψ̃ − ψ)², over ψ̃ of t's sign if
  /// t ≠ 0.
  private func branchResponse(
    _ theta: Double, _ psi: Double, _ lambda: Double, target: Double
  ) -> Double {
    let total = penaltyWeight + lambda
    let limit: Double =
      if case .clipping(let bound) = regularizer { bound } else { .infinity }
    let lowest = target > 0 ? 0 : -limit
    let highest = target < 0 ? 0 : limit
    let rest = lambda * psi + penaltyWeight * target
    guard objective == .vanilla else {
      return min(max((rest + theta) / total, lowest), highest)
    }
    // 0 < f′ < 1, so that the stationary ψ̃ lies between the two ends that f′ = 0, 1 would give.
    let ends = [rest / total, (rest + theta) / total].map { min(max($0, lowest), highest) }
    return decreasingRoot(from: min(ends[0], ends[1]), to: max(ends[0], ends[1])) {
      theta * objective.slope(theta * $0) + rest - total * $0
    }
  }

  /// f(ψ̃θ) − (γ/2)(|ψ̃| − g₀)² − (λ/2)(ψ̃ − ψ)².
  private func proximalValue(
    _ theta: Double, _ psi: Double, _ response: Double, _ lambda: Double
  ) -> Double {
    let move = response - psi
    return objective.value(theta * response) - self.penalty(response) - lambda / 2 * move * move
  }

  /// |θ| ≤ R, and |ψ| ≤ R or the clipping bound.
  public func gapSet(of player: Player) -> StrategySet {
    let radius = player == .minimizer ? gapRadius : criticRadius
    return .box(lower: -radius, upper: radius)
  }

  /// The box of side 2R, or |ψ| ≤ c under clipping.
  public var gapDomain: String? {
    criticRadius == gapRadius
      ? "|θ|, |ψ| ≤ \(gapRadius)" : "|θ| ≤ \(gapRadius), |ψ| ≤ \(criticRadius)"
  }

  /// max over |ψ′| of f(|ψ′θ|) − (γ/2)(|ψ′| − g₀)², less f(−R|ψ|) − (γ/2)(|ψ| − g₀)².
  ///
  /// Without a penalty f(R|θ|) − f(−R|ψ|).
  public func dualityGap(at z: StrategyProfile) -> Double? {
    let psi = z.values[1]
    return upperEnvelope(z.values[0]) - objective.value(-gapRadius * abs(psi)) + penalty(psi)
  }

  /// The duality gap of V^λ, whose inner maximum ranges over all ψ̃; nil for the vanilla GAN with a
  /// gradient penalty of g₀ > 0.
  ///
  /// Wasserstein: max V − (γg₀ + e)²/(2(γ + λ)) + γg₀²/2 + λψ²/2 with e = max(0, λ|ψ| − R).
  /// Vanilla: V^λ(·, ψ) falls while ψ̃ < 0 and rises while ψ̃ > 0, so that its least value is where
  /// ψ̃ = 0, at θ = −λψ/f′(0), or at the end of the box.
  public func proximalDualityGap(at z: StrategyProfile, penalty lambda: Double) -> Double? {
    guard lambda.isFinite else { return dualityGap(at: z) }
    guard lambda > 0 else { return primalGap(at: z) }
    let psi = abs(z.values[1])
    let upper = upperEnvelope(z.values[0])
    if objective == .wgan {
      let lead = penaltyWeight * targetNorm + max(0, lambda * psi - gapRadius)
      return upper - lead * lead / (2 * (penaltyWeight + lambda))
        + penaltyWeight * targetNorm * targetNorm / 2 + lambda * psi * psi / 2
    }
    if hasKink { return nil }
    if lambda * psi <= objective.slope(0) * gapRadius {
      return upper - objective.value(0) + lambda * psi * psi / 2
    }
    let response = branchResponse(-gapRadius, psi, lambda, target: 0)
    return upper - proximalValue(-gapRadius, psi, response, lambda)
  }

  /// Φ(θ) − Φ(0), Φ being least at θ = 0.
  public func primalGap(at z: StrategyProfile) -> Double? {
    upperEnvelope(z.values[0]) - upperEnvelope(0)
  }

  /// max over the gap domain's ψ of f(ψθ) − (γ/2)(|ψ| − g₀)²: Φ(θ) − f(0).
  private func upperEnvelope(_ theta: Double) -> Double {
    let slope = abs(theta)
    let norm =
      if penaltyWeight == 0 {
        criticRadius
      } else if objective == .wgan {
        min(targetNorm + slope / penaltyWeight, criticRadius)
      } else {
        decreasingRoot(from: 0, to: criticRadius) {
          slope * objective.slope(slope * $0) - penaltyWeight * ($0 - targetNorm)
        }
      }
    return objective.value(slope * norm) - penalty(norm)
  }
}
