import SaddleLinearAlgebra

extension W2Gaussian {
  /// The minimax pair that theory gives, up to W* → W*R with R orthogonal.
  ///
  /// In the eigenvectors of Σ, with deviations σᵢ: W* = diag min(σᵢ, 1) and A* = diag max(0, 1 −
  /// 1/σᵢ) for a spectral generator, W* = Σ^½ and A* = 0 for a free one; u* = m, b* = −A*m. A* is
  /// unique but for directions with σᵢ = 0.
  struct Solution: Sendable {
    /// σᵢ, ascending.
    let deviations: [Double]
    /// Σ^½.
    let rootCovariance: Matrix
    /// W*.
    let generator: Matrix
    /// (W*, m, A*, −A*m).
    let profile: StrategyProfile
    /// The least eigenvalue 1/σ of the optimal map I − A*; 1 where the data are within reach.
    let leastStretch: Double
    /// λ* = σ/(σ − 1) for the largest deviation σ; ∞ where the data are within reach.
    let proximalOrder: Double
    /// min Φ = ½Σ(σᵢ − 1)₊², or 0.
    let value: Double

    init(moments: DataMoments, generator kind: Generator) {
      let eigen = SymmetricEigen(moments.covariance)
      let reach = kind == .spectral ? 1 : Double.infinity
      deviations = eigen.values.map { max(0, $0).squareRoot() }
      rootCovariance = eigen.matrix { max(0, $0).squareRoot() }
      generator = eigen.matrix { min(max(0, $0).squareRoot(), reach) }
      func curvature(_ variance: Double) -> Double {
        let deviation = max(0, variance).squareRoot()
        return deviation > reach ? 1 - reach / deviation : 0
      }
      let a = eigen.matrix(mapping: curvature)
      profile = W2Gaussian.profile(
        generator: generator, moments.mean, discriminator: a, a(moments.mean).map { -$0 })
      let largest = deviations.last ?? 0
      leastStretch = largest > reach ? reach / largest : 1
      proximalOrder = largest > reach ? largest / (largest - reach) : .infinity
      value = deviations.reduce(0) { sum, deviation in
        let excess = max(0, deviation - reach)
        return sum + excess * excess / 2
      }
    }
  }

  /// The point with W* symmetric: Nash if the generator reaches the data, else λ-proximal up to
  /// λ* = σ/(σ − 1) with the largest deviation σ, and no local Nash equilibrium.
  public var knownEquilibria: [KnownEquilibrium] {
    let order = solution.proximalOrder
    return [
      KnownEquilibrium(
        profile: solution.profile, kind: order.isFinite ? .proximal(upTo: order) : .nash,
        note: "\(order.isFinite ? "minimax" : "Nash"), W up to rotation")
    ]
  }

  /// The Euclidean distance to the set of equilibria {(W*R, m, A*, −A*m): RᵀR = I}.
  ///
  /// ‖W − W*R‖ is least at the R of the polar decomposition of W*ᵀW (orthogonal Procrustes), and
  /// then the Bures distance of WWᵀ and W*W*ᵀ.
  public func distanceToEquilibrium(from z: StrategyProfile) -> Double? {
    let w = generatorMatrix(of: z)
    let rotation =
      SingularValueDecomposition(solution.generator.transposed * w).polarFactor
    var nearest = solution.profile
    nearest.values.replaceSubrange(
      ..<w.values.count, with: (solution.generator * rotation).values)
    return zip(nearest.values, z.values)
      .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      .squareRoot()
  }
}
