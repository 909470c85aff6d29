import SaddleTensor

/// The sliced 2-Wasserstein distance between two sets of samples.
///
/// SW₂² = E_θ W₂²(θᵀX, θᵀY) over directions θ uniform on the unit sphere (Bonneel, Rabin, Peyré & Pfister
/// 2015, doi:10.1007/s10851-014-0506-3). Along one direction W₂² of two sets of n numbers is exact: the
/// mean squared difference of the sorted numbers. The mean over directions is estimated by a fixed set of
/// them, the same for every step of every run, so that values can be compared.
///
/// A shift by δ in d dimensions has SW₂ ≈ ‖δ‖/√d. Two sets of samples of the same distribution have
/// SW₂ > 0, about 1/√n: compare with real against real.
public struct SlicedWasserstein: Sendable {
  /// d: the number of values of a sample.
  public let valueCount: Int
  /// The unit vectors θ, one after another.
  private let directions: [Double]
  /// How many there are.
  public let directionCount: Int

  /// Draws directions.
  ///
  /// - Precondition: both counts are > 0.
  public init(valueCount: Int, directionCount: Int = 128, seed: UInt64 = 0) {
    precondition(valueCount > 0 && directionCount > 0, "no directions")
    self.valueCount = valueCount
    self.directionCount = directionCount
    var directions: [Double] = []
    directions.reserveCapacity(valueCount * directionCount)
    for direction in 0..<directionCount {
      let noise = Noise(seed: seed, stream: 0x534C_4943, step: direction)
      let normals = (0..<valueCount).map { noise.normal(at: $0) }
      let length = normals.reduce(0) { $0 + $1 * $1 }.squareRoot()
      directions += normals.map { $0 / length }
    }
    self.directions = directions
  }

  /// A set of samples, projected and sorted: what is compared.
  public struct Projection: Sendable {
    /// The number of samples.
    public let count: Int
    /// The sorted projections, direction by direction; nil if a sample is not finite.
    fileprivate let sorted: [Double]?
  }

  /// Projects samples on every direction.
  ///
  /// Cost: 2·n·d flops and one sort of n numbers per direction.
  ///
  /// - Precondition: `samples` are whole samples.
  public func projection(of samples: [Float]) -> Projection {
    precondition(samples.count.isMultiple(of: valueCount), "no whole samples")
    let count = samples.count / valueCount
    guard samples.allSatisfy(\.isFinite) else { return Projection(count: count, sorted: nil) }
    var sorted: [Double] = []
    sorted.reserveCapacity(count * directionCount)
    samples.withUnsafeBufferPointer { samples in
      directions.withUnsafeBufferPointer { directions in
        for direction in 0..<directionCount {
          let start = direction * valueCount
          var line = [Double](repeating: 0, count: count)
          for row in 0..<count {
            var sum = 0.0
            for index in 0..<valueCount {
              sum += directions[start + index] * Double(samples[row * valueCount + index])
            }
            line[row] = sum
          }
          line.sort()
          sorted += line
        }
      }
    }
    return Projection(count: count, sorted: sorted)
  }

  /// SW₂; NaN if a sample is not finite.
  ///
  /// - Precondition: both hold the same number of samples, at least one.
  public func distance(_ left: Projection, _ right: Projection) -> Double {
    precondition(left.count == right.count && left.count > 0, "sets of different sizes")
    guard let left = left.sorted, let right = right.sorted else { return .nan }
    var sum = 0.0
    for (a, b) in zip(left, right) { sum += (a - b) * (a - b) }
    return (sum / Double(left.count)).squareRoot()
  }
}
