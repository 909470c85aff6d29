import SaddleLinearAlgebra

extension W2Gaussian {
  /// The bound on ‖W‖₂ that gaps refer to: 1 for a spectral generator; σ + U with the largest
  /// deviation σ for a free one, for which the gap would else be +∞ off the equilibrium.
  private var generatorBound: Double {
    generator == .spectral ? 1 : (solution.deviations.last ?? 0) + gapRadius
  }

  /// ‖W‖₂ ≤ 1 or σ + U and ‖u − m‖ ≤ U; for the discriminator the set that steps are kept to, which
  /// holds the best response wherever the generator is not nearly singular.
  public func gapSet(of player: Player) -> StrategySet {
    player == .maximizer
      ? strategySet(of: player) : .custom("‖W‖₂ ≤ \(generatorBound), ‖u − m‖ ≤ \(gapRadius)")
  }

  /// Clips the singular values of W and the length of u − m, or as a step does for the discriminator.
  public func projectOnGapSet(_ player: Player, of z: inout StrategyProfile) {
    guard player == .minimizer else { return project(player, of: &z) }
    guard z[player].allSatisfy(\.isFinite) else { return }
    clipGenerator(of: &z, to: generatorBound)
    let start = dimension * dimension
    let offset = generatorOffset(of: z)
    let distance = zip(offset, moments.mean)
      .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      .squareRoot()
    guard distance > gapRadius else { return }
    for (index, mean) in moments.mean.enumerated() {
      z.values[start + index] = mean + (offset[index] - mean) * gapRadius / distance
    }
  }

  /// ‖W‖₂ ≤ 1 or σ + U, ‖u − m‖ ≤ U, and every A ≺ I, not only those the steps are kept to.
  public var gapDomain: String? {
    "‖W‖₂ ≤ \(generatorBound), ‖u − m‖ ≤ \(gapRadius), A ≺ I"
  }

  /// Φ(G) − min V(G′, D); +∞ unless A ≺ I.
  ///
  /// With the eigenvalues αᵢ of A, the best W′ of norm B stretches where αᵢ > 0 and gains
  /// ½B²Σαᵢ₊/(1 − αᵢ); the best u′ solves a trust-region problem of curvatures −αᵢ/(1 − αᵢ) in
  /// u′ − m, exactly.
  public func dualityGap(at z: StrategyProfile) -> Double? {
    guard z.isFinite else { return .nan }
    let (a, b) = (discriminatorMatrix(of: z), discriminatorOffset(of: z))
    let eigen = SymmetricEigen(a)
    guard eigen.values.allSatisfy({ $0 < 1 }) else { return .infinity }
    let mean = moments.mean
    let center = eigen.vectors.transposed(zip(mean, b).map { $0 + $1 })
    let meanThere = eigen.vectors.transposed(mean)
    let gains = eigen.values.map { $0 / (1 - $0) }
    let pushes = zip(meanThere, zip(center, eigen.values)).map { $0 - $1.0 / (1 - $1.1) }
    let stretch = gains.reduce(0) { $0 + max(0, $1) }
    let shift = trustRegionMinimum(
      curvatures: gains.map { -$0 }, gradient: pushes, radius: gapRadius)
    var atMean = 0.0
    for index in mean.indices {
      atMean += mean[index] * mean[index] / 2 + b[index] * mean[index]
      atMean -= center[index] * center[index] / (1 - eigen.values[index]) / 2
    }
    let real = zip(SymmetricPacking.pack(a), packedSecondMoments).reduce(0) { $0 + $1.0 * $1.1 }
    let lower = real / 2 + atMean + shift - generatorBound * generatorBound * stretch / 2
    return upperEnvelope(z) - lower
  }

  /// The primal gap for λ = 0, the duality gap for λ = ∞, nil between: V^λ is not convex in G.
  public func proximalDualityGap(at z: StrategyProfile, penalty: Double) -> Double? {
    if penalty == 0 { return primalGap(at: z) }
    return penalty == .infinity ? dualityGap(at: z) : nil
  }

  /// ½W₂²(N(m, Σ), N(u, WWᵀ)) less its least value over the generator's set, ½Σ(σᵢ − 1)₊² or 0.
  public func primalGap(at z: StrategyProfile) -> Double? { upperEnvelope(z) - solution.value }

  /// Φ(G) = sup over A ≺ I of V: ½[‖m − u‖² + tr Σ + ‖W‖² − 2‖Σ^½W‖_*], whose nuclear norm is the
  /// fidelity tr (Σ^½WWᵀΣ^½)^½.
  ///
  /// The sup is not attained where WWᵀ is singular within the range of Σ (it is approached as A → I
  /// there), nor where Σ is singular within the range of WWᵀ (A → −∞); its value holds all the same.
  private func upperEnvelope(_ z: StrategyProfile) -> Double {
    let w = generatorMatrix(of: z)
    let fidelity = (solution.rootCovariance * w).singularValues.reduce(0, +)
    let offset = zip(moments.mean, generatorOffset(of: z))
      .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let spread = w.values.reduce(0) { $0 + $1 * $1 }
    return (offset + moments.totalVariance + spread) / 2 - fidelity
  }
}
