import SaddleLinearAlgebra

/// The W2-GAN with an affine generator and a quadratic discriminator, played on data: the game in
/// which a GAN has no Nash equilibrium (Farnia & Ozdaglar 2020, Theorem 1).
///
/// G(z) = Wz + u with Z ~ N(0, I), D(x) = ½xᵀAx + bᵀx with A ≺ I symmetric, so that D is
/// c-concave, and V(G, D) = E D(X) − E Dᶜ(G(Z)), Dᶜ(y) = sup_x D(x) − ½‖x − y‖². With P = (I − A)⁻¹
/// and the data's moments m, Σ, all expectations are exact:
///
///     V = ½tr A(Σ + mmᵀ) + bᵀm − ½[tr WᵀPW + (u + b)ᵀP(u + b)] + ½(‖W‖² + ‖u‖²)
///
/// max_D V = ½W₂²(N(m, Σ), N(u, WWᵀ)). A spectrally normalized generator, ‖W‖₂ ≤ 1, cannot reach
/// data with a deviation σ > 1: then no point is even a local Nash equilibrium, and the minimax
/// point is λ-proximal exactly for λ ≤ λ* = σ/(σ − 1), σ the largest deviation.
///
/// x = (W row by row, u); y = (A, b) with A packed by ``SymmetricPacking``, an isometry, so that
/// gradients and projections in the flat coordinates are those of the matrices. The discriminator
/// is kept at A ⪯ (1 − δ)I. A field costs about 4d³ flops.
public struct W2Gaussian: MinMaxGame {
  /// What keeps the generator in bounds.
  public enum Generator: String, CaseIterable, Sendable {
    /// ‖W‖₂ ≤ 1, by projection after each step (spectral normalization).
    case spectral
    /// Nothing: the data are within reach.
    case free
  }

  /// m and Σ of the data, in the coordinates of the game.
  public let moments: DataMoments
  /// What keeps the generator in bounds.
  public let generator: Generator
  /// δ: the discriminator is kept at A ⪯ (1 − δ)I.
  public let curvatureMargin: Double
  /// U: the gaps refer to ‖u − m‖ ≤ U.
  public let gapRadius: Double
  /// The initial profile; nil for a random one.
  public let start: StrategyProfile?

  /// S = Σ + mmᵀ.
  let secondMoments: Matrix
  /// S as ``SymmetricPacking`` lays it out, so that tr AS is a dot product.
  let packedSecondMoments: [Double]
  /// The equilibrium and what belongs to it.
  let solution: Solution

  /// Makes the game.
  ///
  /// - Parameters:
  ///   - moments: m and Σ ≠ 0 of the data.
  ///   - generator: spectral normalization or none.
  ///   - curvatureMargin: δ, between 0 and 1/σ for the largest deviation σ, so that the equilibrium
  ///     is feasible.
  ///   - gapRadius: U > 0.
  ///   - start: the initial profile; random around W = ½I if nil.
  public init(
    moments: DataMoments, generator: Generator = .spectral, curvatureMargin: Double = 0.1,
    gapRadius: Double = 1, start: StrategyProfile? = nil
  ) {
    self.moments = moments
    self.generator = generator
    self.curvatureMargin = curvatureMargin
    self.gapRadius = gapRadius
    self.start = start
    secondMoments = Self.secondMoments(of: moments)
    packedSecondMoments = SymmetricPacking.pack(secondMoments)
    solution = Solution(moments: moments, generator: generator)
    precondition(start.map { $0.shape == shape } ?? true, "the start does not fit the data")
    precondition(gapRadius > 0, "U must be positive")
    precondition(
      curvatureMargin > 0 && curvatureMargin < solution.leastStretch,
      "δ = \(curvatureMargin) makes the equilibrium infeasible")
  }

  private static func secondMoments(of moments: DataMoments) -> Matrix {
    var second = moments.covariance
    for row in 0..<moments.count {
      for column in 0..<moments.count {
        second[row, column] += moments.mean[row] * moments.mean[column]
      }
    }
    return second
  }

  /// d: the number of coordinates of X.
  public var dimension: Int { moments.count }

  /// d² + d for (W, u), d(d + 1)/2 + d for (A, b).
  public var shape: ProfileShape {
    let d = dimension
    return ProfileShape(
      minimizerCount: d * d + d, maximizerCount: SymmetricPacking.count(ofRows: d) + d)
  }

  /// ``start``, or W = ½I + N(0, 0.01/d) and u = m + N(0, 0.01) entry by entry, A = 0, b = 0.
  ///
  /// W is kept away from singular matrices, where the best discriminator runs into A = I.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    if let start { return start }
    let d = dimension
    let deviation = 0.1 / Double(d).squareRoot()
    var x = (0..<(d * d)).map { index in
      (index / d == index % d ? 0.5 : 0) + deviation * random.nextNormal()
    }
    x += moments.mean.map { $0 + 0.1 * random.nextNormal() }
    return StrategyProfile(
      minimizer: x, maximizer: [Double](repeating: 0, count: shape.maximizerCount))
  }
}
