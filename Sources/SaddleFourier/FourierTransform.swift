/// The discrete Fourier transform of complex signals of one length: X_k = Σ_t x_t e^{−2πi kt/n}.
///
/// Forward is not scaled; inverse divides by n, so that the two undo each other. Lengths
/// 2^a·3^b·5^c go through the mixed-radix algorithm in O(n log n); any other length goes through
/// Bluestein's chirp convolution at about six times the cost. Twiddle factors are computed once, at
/// `init`, each to the last bit or two, so the relative error grows like 1e-16·log n. The same input
/// gives the same bits on the same machine.
///
/// Signals are kept split, real and imaginary parts in two arrays, because the butterflies then
/// read and write whole rows of numbers.
public struct FourierTransform: Sendable {
  /// n, the length of the signals.
  public let count: Int

  private enum Algorithm: Sendable {
    case mixedRadix(MixedRadix)
    indirect case chirp(ChirpTransform)
  }

  private let algorithm: Algorithm

  /// Prepares transforms of length n.
  ///
  /// - Precondition: `count > 0`.
  public init(count: Int) {
    precondition(count > 0, "a Fourier transform needs at least one sample")
    self.count = count
    if let mixedRadix = MixedRadix(count: count) {
      algorithm = .mixedRadix(mixedRadix)
    } else {
      algorithm = .chirp(ChirpTransform(count: count))
    }
  }

  /// The smallest 2^a·3^b·5^c that is not below `count`; 1 for counts below 1.
  public static func goodCount(atLeast count: Int) -> Int {
    var best = powerOfTwo(atLeast: count)
    var five = 1
    while five < best {
      var odd = five
      while odd < best {
        let candidate = odd * powerOfTwo(atLeast: (count + odd - 1) / odd)
        if candidate >= count { best = min(best, candidate) }
        odd *= 3
      }
      five *= 5
    }
    return best
  }

  private static func powerOfTwo(atLeast count: Int) -> Int {
    var power = 1
    while power < count { power *= 2 }
    return power
  }

  /// Replaces x by X.
  ///
  /// - Parameters:
  ///   - real: the n real parts.
  ///   - imaginary: the n imaginary parts.
  ///   - workspace: scratch memory that the transform grows as needed; keep one to avoid allocating.
  public func forward(
    _ real: inout [Double], _ imaginary: inout [Double], workspace: inout [Double]
  ) {
    precondition(
      real.count == count && imaginary.count == count,
      "a transform of \(count) samples met \(real.count) and \(imaginary.count)")
    switch algorithm {
    case .mixedRadix(let mixedRadix): mixedRadix.forward(&real, &imaginary, workspace: &workspace)
    case .chirp(let chirp): chirp.forward(&real, &imaginary, workspace: &workspace)
    }
  }

  /// Replaces x by X, with scratch memory of its own.
  public func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
    var workspace: [Double] = []
    forward(&real, &imaginary, workspace: &workspace)
  }

  /// Replaces X by x_t = (1/n) Σ_k X_k e^{+2πi kt/n}.
  ///
  /// Swapping real and imaginary parts before and after a forward transform conjugates its kernel.
  public func inverse(
    _ real: inout [Double], _ imaginary: inout [Double], workspace: inout [Double]
  ) {
    forward(&imaginary, &real, workspace: &workspace)
    let scale = 1 / Double(count)
    for index in 0..<count {
      real[index] *= scale
      imaginary[index] *= scale
    }
  }

  /// Replaces X by x, with scratch memory of its own.
  public func inverse(_ real: inout [Double], _ imaginary: inout [Double]) {
    var workspace: [Double] = []
    inverse(&real, &imaginary, workspace: &workspace)
  }
}
