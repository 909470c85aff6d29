import SaddleLinearAlgebra

/// SplitMix64, so that every test matrix is the same on every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Matrix {
  /// Entries uniform in [−1, 1].
  static func random(_ rowCount: Int, _ columnCount: Int, seed: UInt64) -> Matrix {
    var random = SeededGenerator(seed: seed)
    return Matrix(
      rowCount: rowCount, columnCount: columnCount,
      values: (0..<(rowCount * columnCount)).map { _ in Double.random(in: -1...1, using: &random) })
  }

  /// A + Aᵀ of a random A.
  static func randomSymmetric(_ count: Int, seed: UInt64) -> Matrix {
    let a = random(count, count, seed: seed)
    return a + a.transposed
  }

  /// The largest difference of two entries.
  func distance(to other: Matrix) -> Double {
    (self - other).values.reduce(0) { max($0, abs($1)) }
  }
}
