import RealModule

/// e^{−2πi j/n} for j = 0 … n − 1, each within an ulp or two.
///
/// The angle is folded into [0, π/4] in integer arithmetic before sine and cosine see it, so that
/// large j lose nothing to the rounding of 2πj/n.
struct RootsOfUnity: Sendable {
  private(set) var real: [Double]
  private(set) var imaginary: [Double]

  private let count: Int

  init(count: Int) {
    self.count = count
    real = [Double](repeating: 1, count: count)
    imaginary = [Double](repeating: 0, count: count)
    guard count > 1 else { return }
    // The lower half of the circle mirrors the upper half, and an eighth holds a half if n allows.
    if count.isMultiple(of: 8) {
      for index in 0...(count / 8) {
        let (cosine, sine) = Self.root(index, of: count)
        mirror(index, cosine, sine)
        mirror(count / 4 - index, sine, cosine)
        mirror(count / 4 + index, -sine, cosine)
        mirror(count / 2 - index, -cosine, sine)
      }
    } else {
      for index in 1...(count / 2) {
        let (cosine, sine) = Self.root(index, of: count)
        mirror(index, cosine, sine)
      }
    }
    if count.isMultiple(of: 2) { imaginary[count / 2] = 0 }
  }

  /// Sets the root at `index` ≤ n/2 and its conjugate.
  private mutating func mirror(_ index: Int, _ cosine: Double, _ sine: Double) {
    real[index] = cosine
    imaginary[index] = -sine
    guard index > 0 else { return }
    real[count - index] = cosine
    imaginary[count - index] = sine
  }

  /// (cos, sin) of 2πj/n for 0 ≤ 2j ≤ n.
  static func root(_ index: Int, of count: Int) -> (cosine: Double, sine: Double) {
    var numerator = 2 * index  // the angle is 2π·numerator/(2n), in [0, π]
    var cosineSign = 1.0
    if 2 * numerator > count {
      numerator = count - numerator  // π − angle
      cosineSign = -1
    }
    if 4 * numerator > count {
      // π/2 − angle swaps sine and cosine
      let angle = Double.pi * Double(count - 2 * numerator) / (2 * Double(count))
      return (cosineSign * Double.sin(angle), Double.cos(angle))
    }
    let angle = Double.pi * Double(numerator) / Double(count)
    return (cosineSign * Double.cos(angle), Double.sin(angle))
  }
}
