/// Any length as a convolution with the chirp c_t = e^{−πi t²/n}: X_k = c_k Σ_t (x_t c_t) c̄_{k−t}.
///
/// The convolution runs at the next good length above 2n − 2. Source: Bluestein 1970,
/// doi:10.1109/TAU.1970.1162132.
struct ChirpTransform: Sendable {
  private let count: Int
  private let convolution: FourierTransform
  private let chirpReal: [Double]
  private let chirpImaginary: [Double]
  /// The spectrum of c̄.
  private let kernelReal: [Double]
  private let kernelImaginary: [Double]

  init(count: Int) {
    self.count = count
    let length = FourierTransform.goodCount(atLeast: 2 * count - 1)
    convolution = FourierTransform(count: length)
    // t² mod 2n, kept as an integer, so that large t cost no accuracy.
    let roots = RootsOfUnity(count: 2 * count)
    var real = [Double](repeating: 0, count: count)
    var imaginary = real
    var kernelReal = [Double](repeating: 0, count: length)
    var kernelImaginary = kernelReal
    var square = 0
    for index in 0..<count {
      real[index] = roots.real[square]
      imaginary[index] = roots.imaginary[square]
      kernelReal[index] = real[index]
      kernelImaginary[index] = -imaginary[index]
      if index > 0 {
        kernelReal[length - index] = real[index]
        kernelImaginary[length - index] = -imaginary[index]
      }
      square = (square + 2 * index + 1) % (2 * count)
    }
    convolution.forward(&kernelReal, &kernelImaginary)
    chirpReal = real
    chirpImaginary = imaginary
    self.kernelReal = kernelReal
    self.kernelImaginary = kernelImaginary
  }

  /// Replaces x by X.
  func forward(_ real: inout [Double], _ imaginary: inout [Double], workspace: inout [Double]) {
    var signalReal = [Double](repeating: 0, count: convolution.count)
    var signalImaginary = signalReal
    for index in 0..<count {
      let (cr, ci) = (chirpReal[index], chirpImaginary[index])
      signalReal[index] = real[index] * cr - imaginary[index] * ci
      signalImaginary[index] = real[index] * ci + imaginary[index] * cr
    }
    convolution.forward(&signalReal, &signalImaginary, workspace: &workspace)
    for index in 0..<convolution.count {
      let (sr, si) = (signalReal[index], signalImaginary[index])
      signalReal[index] = sr * kernelReal[index] - si * kernelImaginary[index]
      signalImaginary[index] = sr * kernelImaginary[index] + si * kernelReal[index]
    }
    convolution.inverse(&signalReal, &signalImaginary, workspace: &workspace)
    for index in 0..<count {
      let (cr, ci) = (chirpReal[index], chirpImaginary[index])
      real[index] = signalReal[index] * cr - signalImaginary[index] * ci
      imaginary[index] = signalReal[index] * ci + signalImaginary[index] * cr
    }
  }
}
