import RealModule

/// Random numbers keyed by (seed, stream, step): any step's draws can be made without those before,
/// so that resuming a run needs no recorded random state.
///
/// SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195) from a key that mixes the
/// three numbers. Same key, same bits, on every platform; normals go through the C library's
/// logarithm and cosine, so they are the same bits on the same machine.
public struct CounterGenerator: RandomNumberGenerator, Sendable {
  /// What the numbers are for: streams with the same seed are independent.
  public enum Stream: UInt64, Sendable {
    /// The initial strategies.
    case start = 1
    /// Gradient noise.
    case gradientNoise = 2
    /// The order of the data.
    case shuffle = 3
    /// The perturbed starts of a search.
    case perturbation = 4
  }

  private var state: UInt64
  private var spareNormal: Double?

  /// The generator of one step of one stream.
  public init(seed: UInt64, stream: Stream, step: Int = 0) {
    var mixed = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    mixed = Self.mix(mixed ^ (stream.rawValue &* 0xD1B5_4A32_D192_ED03))
    state = Self.mix(mixed ^ (UInt64(bitPattern: Int64(step)) &* 0x8CB9_2BA7_2F3D_8DD7))
  }

  /// 64 uniform bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A uniform number in [0, 1) with 53 random bits.
  public mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal number (Box & Muller 1958).
  public mutating func nextNormal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * Double.log(1 - nextUniform())).squareRoot()
    let angle = 2 * Double.pi * nextUniform()
    spareNormal = radius * Double.sin(angle)
    return radius * Double.cos(angle)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
