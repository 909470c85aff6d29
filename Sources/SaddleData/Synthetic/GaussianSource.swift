import SaddleLinearAlgebra
import SaddleTensor

/// Vectors m + Σ^½·n with n standard normal: row i is keyed by (seed, i).
struct GaussianSource: SampleSource {
  let mean: [Double]
  /// Σ^½, symmetric.
  let root: Matrix
  let rowCount: Int
  let seed: UInt64

  /// - Returns: nil if Σ is not positive semidefinite (within rounding).
  init?(mean: [Double], covariance: Matrix, rowCount: Int, seed: UInt64) {
    let eigen = SymmetricEigen(covariance)
    let largest = eigen.values.map(abs).max() ?? 0
    guard eigen.values.allSatisfy({ $0 >= -1e-12 * largest }) else { return nil }
    self.mean = mean
    root = eigen.matrix { max(0, $0).squareRoot() }
    self.rowCount = rowCount
    self.seed = seed
  }

  var valueCount: Int { mean.count }

  var digest: String {
    var digest = DataDigest()
    digest.combine("gaussian \(rowCount) \(seed)")
    for value in mean + root.values { digest.combine(value.bitPattern) }
    return digest.text
  }

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let noise = Noise(seed: seed, stream: SyntheticStream.gaussian, step: row)
    let count = mean.count
    let normals = (0..<count).map { noise.normal(at: $0) }
    for index in 0..<count {
      var value = mean[index]
      for column in 0..<count { value += root[index, column] * normals[column] }
      sample[index] = Float(value)
    }
  }
}
