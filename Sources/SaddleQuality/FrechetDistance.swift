public import SaddleLinearAlgebra

/// Mean and covariance of a set of vectors.
public struct VectorMoments: Hashable, Sendable {
  /// m.
  public let mean: [Double]
  /// Σ, divided by n: that of the set itself.
  public let covariance: Matrix

  /// Takes both as they are.
  ///
  /// - Precondition: Σ is square with as many rows as m has values.
  public init(mean: [Double], covariance: Matrix) {
    precondition(
      covariance.isSquare && covariance.rowCount == mean.count, "mean and covariance do not fit")
    self.mean = mean
    self.covariance = covariance
  }

  /// The moments of vectors that stand one after another.
  ///
  /// Cost: n·d² flops.
  ///
  /// - Precondition: at least one whole vector of `valueCount` values.
  public init(of vectors: [Double], valueCount d: Int) {
    precondition(
      d > 0 && !vectors.isEmpty && vectors.count.isMultiple(of: d), "no whole vectors")
    let count = vectors.count / d
    var mean = [Double](repeating: 0, count: d)
    for row in 0..<count { for index in 0..<d { mean[index] += vectors[row * d + index] } }
    for index in 0..<d { mean[index] /= Double(count) }
    var sums = Matrix(zeros: d, d)
    var centered = [Double](repeating: 0, count: d)
    sums.values.withUnsafeMutableBufferPointer { sums in
      for row in 0..<count {
        for index in 0..<d { centered[index] = vectors[row * d + index] - mean[index] }
        for left in 0..<d {
          for right in 0...left { sums[left * d + right] += centered[left] * centered[right] }
        }
      }
      for left in 0..<d {
        for right in 0...left {
          sums[left * d + right] /= Double(count)
          sums[right * d + left] = sums[left * d + right]
        }
      }
    }
    self.init(mean: mean, covariance: sums)
  }
}

/// The squared Fréchet distance between normal distributions.
///
/// What Heusel et al. 2017 (arXiv:1706.08500) take of ImageNet's features.
public enum FrechetDistance {
  /// ‖m₁ − m₂‖² + tr(Σ₁ + Σ₂ − 2(Σ₁^½ Σ₂ Σ₁^½)^½) = W₂² of the normal distributions with these moments
  /// (Dowson & Landau 1982, doi:10.1016/0047-259X(82)90077-X).
  ///
  /// NaN if a moment is not finite. Cost: two eigendecompositions and three products of d × d.
  ///
  /// - Precondition: both have the same number of coordinates.
  public static func squared(_ left: VectorMoments, _ right: VectorMoments) -> Double {
    precondition(left.mean.count == right.mean.count, "moments of different dimensions")
    let shift = zip(left.mean, right.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let root = SymmetricEigen(left.covariance).matrix { max(0, $0).squareRoot() }
    let middle = root * right.covariance * root
    let cross = SymmetricEigen.values(of: middle).reduce(0) { $0 + max(0, $1).squareRoot() }
    let spread = left.covariance.trace + right.covariance.trace - 2 * cross
    // Rounding may leave a hair below 0; max would turn a NaN into 0.
    return spread < 0 ? shift : shift + spread
  }
}
