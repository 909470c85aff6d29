/// Seeded numbers made with integers and exact arithmetic alone: the same bits on every machine.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// Uniform in [−1, 1).
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1
  }

  /// Nearly normal: the sum of twelve uniform numbers, of variance 1.
  mutating func nextNormal() -> Double { (0..<12).reduce(0) { sum, _ in sum + next() } * 0.5 }

  mutating func array(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
}

extension [Double] {
  var bits: [UInt64] { map(\.bitPattern) }

  /// The largest difference from `other`, relative to the larger of 1 and the numbers' size.
  func gap(to other: [Double]) -> Double {
    guard count == other.count else { return .infinity }
    return zip(self, other).reduce(0) { worst, pair in
      let gap = abs(pair.0 - pair.1) / Swift.max(1, abs(pair.0), abs(pair.1))
      return gap.isNaN ? .infinity : Swift.max(worst, gap)
    }
  }
}
