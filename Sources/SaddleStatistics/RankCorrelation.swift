/// Spearman's ρ: how far two quantities rise together, whatever the shape of the curve.
///
/// The correlation of ranks, ties sharing their mean rank (Spearman 1904). Chance is judged by
/// permuting one of the two 10,000 times, errors by resampling the pairs 2,000 times, both from a fixed seed.
package struct RankCorrelation: Hashable, Sendable {
  /// ρ in [−1, 1]; NaN where either quantity is constant.
  package let rho: Double
  /// The chance of a ρ as far from 0, were the two unrelated: (1 + hits)/(1 + permutations).
  package let p: Double

  /// How often numbers are permuted or resampled.
  private static let rounds = 10_000

  /// Correlates pairs, of which there are at least three.
  package init(_ x: [Double], _ y: [Double]) {
    precondition(x.count == y.count, "\(x.count) and \(y.count) values make no pairs")
    let (left, right) = (Self.ranks(x), Self.ranks(y))
    rho = Self.correlation(left, right)
    guard rho.isFinite else {
      p = 1
      return
    }
    var random = Permutation()
    var shuffled = right
    var hits = 0
    for _ in 0..<Self.rounds {
      shuffled.shuffle(using: &random)
      if abs(Self.correlation(left, shuffled)) >= abs(rho) - 1e-12 { hits += 1 }
    }
    p = Double(1 + hits) / Double(1 + Self.rounds)
  }

  /// The 95 % percentile interval of ρ(x, z) − ρ(y, z) over resampled triples (Efron 1979); nil where
  /// most resamples leave a quantity constant.
  package static func differenceInterval(
    _ x: [Double], _ y: [Double], against z: [Double]
  ) -> ClosedRange<Double>? {
    var random = Permutation()
    var differences: [Double] = []
    for _ in 0..<2_000 {
      let picks = x.indices.map { _ in Int.random(in: x.indices, using: &random) }
      let third = ranks(picks.map { z[$0] })
      let difference =
        correlation(ranks(picks.map { x[$0] }), third)
        - correlation(ranks(picks.map { y[$0] }), third)
      if difference.isFinite { differences.append(difference) }
    }
    guard differences.count >= 1_000 else { return nil }
    differences.sort()
    return differences[differences.count / 40]...differences[differences.count * 39 / 40]
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      for place in first...last { ranks[order[place]] = Double(first + last) / 2 }
      first = last + 1
    }
    return ranks
  }

  private static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let middle = Double(x.count - 1) / 2
    var (product, left, right) = (0.0, 0.0, 0.0)
    for index in x.indices {
      product += (x[index] - middle) * (y[index] - middle)
      left += (x[index] - middle) * (x[index] - middle)
      right += (y[index] - middle) * (y[index] - middle)
    }
    return left > 0 && right > 0 ? product / (left * right).squareRoot() : .nan
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014) from a fixed seed: the same permutations each time.
private struct Permutation: RandomNumberGenerator {
  private var state: UInt64 = 0

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
