import RealModule

/// Random numbers of a test trajectory: SplitMix64 and Box & Muller.
struct SeededNormals {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(bitPattern: Int64(seed)) &* 0xD1B5_4A32_D192_ED03
    _ = bits()
  }

  private mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in [low, high).
  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(bits() >> 11) * 0x1p-53
  }

  /// Standard normal.
  mutating func normal() -> Double {
    let radius = (-2 * Double.log(1 - uniform(0, 1))).squareRoot()
    return radius * Double.cos(2 * .pi * uniform(0, 1))
  }

  /// d standard normals.
  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  /// A value within 10 % of this one.
  mutating func near(_ value: Double, _ share: Double = 0.1) -> Double {
    value * uniform(1 - share, 1 + share)
  }
}
