/// The discrete Fourier transform of real signals: X_k for k = 0 … ⌊n/2⌋, the rest being conjugate.
///
/// An even length costs one complex transform of half of it: z_t = x_{2t} + i x_{2t+1}, untangled by
/// X_k = (Z_k + Z̄_{h−k})/2 − i e^{−2πi k/n}(Z_k − Z̄_{h−k})/2 with h = n/2. An odd length costs a
/// complex transform of its own.
public struct RealFourierTransform: Sendable {
  /// n, the length of the signals.
  public let count: Int
  /// ⌊n/2⌋ + 1, the length of the spectra.
  public var frequencyCount: Int { count / 2 + 1 }

  private let complex: FourierTransform
  private let roots: RootsOfUnity

  /// Prepares transforms of length n.
  ///
  /// - Precondition: `count > 0`.
  public init(count: Int) {
    precondition(count > 0, "a Fourier transform needs at least one sample")
    self.count = count
    let isEven = count.isMultiple(of: 2)
    complex = FourierTransform(count: isEven ? count / 2 : count)
    roots = RootsOfUnity(count: isEven ? count : 1)
  }

  /// X_k = Σ_t x_t e^{−2πi kt/n}, not scaled.
  public func forward(_ values: [Double]) -> (real: [Double], imaginary: [Double]) {
    precondition(values.count == count, "a transform of \(count) samples met \(values.count)")
    guard count.isMultiple(of: 2) else {
      var real = values
      var imaginary = [Double](repeating: 0, count: count)
      complex.forward(&real, &imaginary)
      return (Array(real[..<frequencyCount]), Array(imaginary[..<frequencyCount]))
    }
    let half = count / 2
    var real = (0..<half).map { values[2 * $0] }
    var imaginary = (0..<half).map { values[2 * $0 + 1] }
    complex.forward(&real, &imaginary)
    var spectrumReal = [Double](repeating: 0, count: frequencyCount)
    var spectrumImaginary = spectrumReal
    for k in 0...half {
      let (a, b) = (k == half ? 0 : k, k == 0 ? 0 : half - k)
      let (evenR, evenI) = (0.5 * (real[a] + real[b]), 0.5 * (imaginary[a] - imaginary[b]))
      let (oddR, oddI) = (0.5 * (imaginary[a] + imaginary[b]), 0.5 * (real[b] - real[a]))
      let (wr, wi) = (roots.real[k], roots.imaginary[k])
      spectrumReal[k] = evenR + oddR * wr - oddI * wi
      spectrumImaginary[k] = evenI + oddR * wi + oddI * wr
    }
    return (spectrumReal, spectrumImaginary)
  }

  /// The real x_t = (1/n) Σ_k X_k e^{+2πi kt/n} whose spectrum this is.
  ///
  /// The imaginary part of X_0, and of X_{n/2} when n is even, is taken as zero.
  public func inverse(real: [Double], imaginary: [Double]) -> [Double] {
    precondition(
      real.count == frequencyCount && imaginary.count == frequencyCount,
      "a spectrum of \(frequencyCount) met \(real.count) and \(imaginary.count)")
    guard count.isMultiple(of: 2) else { return inverseOdd(real, imaginary) }
    let half = count / 2
    var (packedR, packedI) = (
      [Double](repeating: 0, count: half), [Double](repeating: 0, count: half)
    )
    for k in 0..<half {
      let j = half - k
      let (ownI, mirrorI) = (k == 0 ? 0 : imaginary[k], k == 0 ? 0 : imaginary[j])
      let (evenR, evenI) = (0.5 * (real[k] + real[j]), 0.5 * (ownI - mirrorI))
      let (differenceR, differenceI) = (0.5 * (real[k] - real[j]), 0.5 * (ownI + mirrorI))
      let (wr, wi) = (roots.real[k], -roots.imaginary[k])
      let (oddR, oddI) = (
        differenceR * wr - differenceI * wi, differenceR * wi + differenceI * wr
      )
      packedR[k] = evenR - oddI
      packedI[k] = evenI + oddR
    }
    complex.inverse(&packedR, &packedI)
    var values = [Double](repeating: 0, count: count)
    for index in 0..<half {
      values[2 * index] = packedR[index]
      values[2 * index + 1] = packedI[index]
    }
    return values
  }

  private func inverseOdd(_ real: [Double], _ imaginary: [Double]) -> [Double] {
    var fullR = [Double](repeating: 0, count: count)
    var fullI = fullR
    fullR[0] = real[0]
    for k in 1..<max(1, frequencyCount) {
      fullR[k] = real[k]
      fullI[k] = imaginary[k]
      fullR[count - k] = real[k]
      fullI[count - k] = -imaginary[k]
    }
    complex.inverse(&fullR, &fullI)
    return fullR
  }
}
