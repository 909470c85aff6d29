public import SaddleData
public import SaddleLinearAlgebra

/// Mean and covariance of a random vector X: all that games with quadratic discriminators see of
/// their data.
public struct DataMoments: Hashable, Sendable {
  /// m = E X.
  public let mean: [Double]
  /// Σ = E(X − m)(X − m)ᵀ, symmetric positive semidefinite.
  public let covariance: Matrix

  /// Takes both as they are.
  ///
  /// - Precondition: Σ is square with as many rows as m has values.
  public init(mean: [Double], covariance: Matrix) {
    precondition(
      covariance.isSquare && covariance.rowCount == mean.count,
      "a mean of \(mean.count) values met a covariance of \(covariance.rowCount) rows")
    self.mean = mean
    self.covariance = covariance
  }

  /// d: the number of coordinates.
  public var count: Int { mean.count }

  /// E‖X − m‖², the sum of the variances.
  public var totalVariance: Double { covariance.trace }

  /// The moments of the projection on the `count` directions of largest variance, in that order:
  /// a diagonal covariance.
  ///
  /// - Precondition: 0 < `count` ≤ d.
  public func principal(_ count: Int) -> DataMoments {
    precondition((1...self.count).contains(count), "no \(count) of \(self.count) directions")
    let eigen = SymmetricEigen(covariance)
    let kept = (0..<self.count).reversed().prefix(count)
    let projected = kept.map { direction in
      (0..<self.count).reduce(0) { $0 + eigen.vectors[$1, direction] * mean[$1] }
    }
    return DataMoments(
      mean: projected, covariance: Matrix(diagonal: kept.map { max(0, eigen.values[$0]) }))
  }

  /// The moments of (X − m)/s with the one number s for which the coordinates' mean variance is 1.
  ///
  /// - Precondition: the total variance is > 0.
  public func standardized() -> DataMoments {
    precondition(totalVariance > 0, "a constant has no scale")
    return DataMoments(
      mean: [Double](repeating: 0, count: count),
      covariance: (Double(count) / totalVariance) * covariance)
  }
}

extension DataTable {
  /// The moments of a row drawn at random: exact expectations over the table, so divided by n.
  ///
  /// Not finite if squares overflow. Cost: 2nd² flops.
  public var moments: DataMoments {
    let d = columnCount
    var mean = [Double](repeating: 0, count: d)
    for row in 0..<rowCount {
      for column in 0..<d { mean[column] += values[row * d + column] }
    }
    for column in 0..<d { mean[column] /= Double(rowCount) }
    var sums = Matrix(zeros: d, d)
    sums.values.withUnsafeMutableBufferPointer { sums in
      values.withUnsafeBufferPointer { values in
        var centered = [Double](repeating: 0, count: d)
        for row in 0..<rowCount {
          for column in 0..<d { centered[column] = values[row * d + column] - mean[column] }
          for left in 0..<d where centered[left] != 0 {
            for right in 0...left { sums[left * d + right] += centered[left] * centered[right] }
          }
        }
        for left in 0..<d {
          for right in 0...left {
            sums[left * d + right] /= Double(rowCount)
            sums[right * d + left] = sums[left * d + right]
          }
        }
      }
    }
    return DataMoments(mean: mean, covariance: sums)
  }
}
