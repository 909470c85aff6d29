import CSaddleKernels

/// Random numbers keyed by (seed, stream, step, index): a step's batch can be drawn without those
/// before it, in any order, and resuming a run needs its step number alone.
///
/// Each number is SplitMix64's mix (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195) of its key;
/// normals go through the inverse of the normal distribution and our own logarithm. The same key gives
/// the same bits on every machine.
public struct Noise: Hashable, Sendable {
  private let key: UInt64

  /// The numbers of one step of one stream.
  ///
  /// Streams of one seed are independent: give each batch, and each player's start, its own.
  public init(seed: UInt64, stream: UInt64, step: Int = 0) {
    var mixed = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    mixed = Self.mix(mixed ^ (stream &* 0xD1B5_4A32_D192_ED03))
    key = Self.mix(mixed ^ (UInt64(bitPattern: Int64(step)) &* 0x8CB9_2BA7_2F3D_8DD7))
  }

  /// A uniform number strictly between 0 and 1, of 52 random bits.
  public func uniform(at index: Int) -> Double {
    let mixed = Self.mix(key &+ UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15)
    return (Double(mixed >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number: Φ⁻¹ of the uniform one at the same index.
  public func normal(at index: Int) -> Double { Self.quantile(uniform(at: index)) }

  /// Fills a leaf with uniform numbers of a range.
  ///
  /// - Precondition: `leaf` is a leaf.
  public func fill(_ leaf: Tensor, uniformIn range: ClosedRange<Double>) {
    let width = range.upperBound - range.lowerBound
    leaf.fill { range.lowerBound + width * uniform(at: $0) }
  }

  /// Fills a leaf with normal numbers.
  ///
  /// - Precondition: `leaf` is a leaf.
  public func fill(_ leaf: Tensor, normalWithDeviation deviation: Double, mean: Double = 0) {
    leaf.fill { mean + deviation * normal(at: $0) }
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Noise {
  /// Φ⁻¹(p) for 0 < p < 1, to about 10⁻¹⁶ (Wichura 1988, algorithm AS 241, doi:10.2307/2347330).
  static func quantile(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(centralNumerator, r) / polynomial(centralDenominator, r)
    }
    let r = (-saddle_log(q < 0 ? p : 1 - p)).squareRoot()
    let size =
      r <= 5
      ? polynomial(middleNumerator, r - 1.6) / polynomial(middleDenominator, r - 1.6)
      : polynomial(tailNumerator, r - 5) / polynomial(tailDenominator, r - 5)
    return q < 0 ? -size : size
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  private static let centralNumerator = [
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
    3.3430575583588128105e4, 2.5090809287301226727e3,
  ]
  private static let centralDenominator = [
    1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
    2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
    5.2264952788528545610e3,
  ]
  private static let middleNumerator = [
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4,
  ]
  private static let middleDenominator = [
    1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
    1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
    1.05075007164441684324e-9,
  ]
  private static let tailNumerator = [
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
    2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ]
  private static let tailDenominator = [
    1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
    2.04426310338993978564e-15,
  ]
}

extension Tensor {
  fileprivate func fill(_ number: (Int) -> Double) {
    guard let (block, offset) = storage else {
      preconditionFailure("\(account) was filled with noise, and is not a leaf")
    }
    switch block.type {
    case .float32:
      let start = block.address(at: offset).assumingMemoryBound(to: Float.self)
      for index in 0..<count { start[index] = Float(number(index)) }
    case .float64:
      let start = block.address(at: offset).assumingMemoryBound(to: Double.self)
      for index in 0..<count { start[index] = number(index) }
    }
  }
}
