/// The values of one metric over the runs of a group, each with its seed.
package struct SeedSample: Hashable {
  /// The finite values by seed; of two runs of one seed, both.
  package let values: [(seed: UInt64, value: Double)]
  /// How many values were NaN or infinite, and are left out.
  package let nonfiniteCount: Int

  /// Takes the finite ones of the values.
  package init(_ all: [(seed: UInt64, value: Double)]) {
    values = all.filter(\.value.isFinite)
    nonfiniteCount = all.count - values.count
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.nonfiniteCount == right.nonfiniteCount
      && left.values.elementsEqual(right.values) { $0.seed == $1.seed && $0.value == $1.value }
  }

  package func hash(into hasher: inout Hasher) {
    for (seed, value) in values {
      hasher.combine(seed)
      hasher.combine(value)
    }
  }

  /// x̄; nil without a value.
  package var mean: Double? {
    values.isEmpty ? nil : values.reduce(0) { $0 + $1.value / Double(values.count) }
  }

  /// Σ(x − x̄)²/(n − 1); nil for fewer than two values.
  package var variance: Double? {
    guard let mean, values.count > 1 else { return nil }
    let squares = values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    return squares / Double(values.count - 1)
  }

  /// Half the length of the 95 % interval of the mean, t₀.₉₇₅(n − 1)·s/√n; nil for fewer than two
  /// values.
  package var halfInterval: Double? {
    guard let variance else { return nil }
    let count = Double(values.count)
    return StudentT.critical(tail: 0.05, degrees: count - 1) * (variance / count).squareRoot()
  }
}

/// Whether the means of two samples differ by more than seeds explain.
package struct MeanTest: Hashable {
  /// Which test was made.
  package enum Kind: String {
    /// Of the differences seed by seed: both have the same seeds, once each.
    case paired = "paired t-test"
    /// Of two samples whose variances may differ (Welch 1947).
    case welch = "Welch’s t-test"
  }

  /// Which test.
  package let kind: Kind
  /// The mean of the second less that of the first.
  package let difference: Double
  /// The chance of a difference as large, were there none.
  package let p: Double

  /// Whether chance alone makes such a difference in more than one of 20 cases.
  package var isSeedNoise: Bool { p > 0.05 }

  /// Tests two samples; nil where one has fewer than two values.
  package init?(_ one: SeedSample, _ other: SeedSample) {
    guard let mean = one.mean, let opposite = other.mean, let variance = one.variance,
      let oppositeVariance = other.variance
    else { return nil }
    difference = opposite - mean
    let (seeds, opposites) = (one.values.map(\.seed), other.values.map(\.seed))
    let isPaired =
      Set(seeds).count == seeds.count && Set(seeds) == Set(opposites)
      && seeds.count == opposites.count
    if isPaired {
      kind = .paired
      let partners = Dictionary(uniqueKeysWithValues: other.values.map { ($0.seed, $0.value) })
      let differences = SeedSample(
        one.values.map { ($0.seed, (partners[$0.seed] ?? .nan) - $0.value) })
      let count = Double(differences.values.count)
      let spread = ((differences.variance ?? .nan) / count).squareRoot()
      p = Self.chance(difference, spread: spread, degrees: count - 1)
    } else {
      kind = .welch
      let (m, n) = (Double(seeds.count), Double(opposites.count))
      let (a, b) = (variance / m, oppositeVariance / n)
      let degrees = (a + b) * (a + b) / (a * a / (m - 1) + b * b / (n - 1))
      p = Self.chance(difference, spread: (a + b).squareRoot(), degrees: degrees)
    }
  }

  private static func chance(_ difference: Double, spread: Double, degrees: Double) -> Double {
    guard spread > 0, degrees.isFinite else { return difference == 0 ? 1 : 0 }
    return StudentT.twoSided(difference / spread, degrees: degrees)
  }
}
