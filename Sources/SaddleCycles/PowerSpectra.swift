import RealModule
import SaddleFourier

/// The power of a window by frequency, summed over its channels: bare and under Hann's window
/// (step 4c).
///
/// Both at L ≥ 2n points, so that the bare one's inverse is the autocorrelation without wrap-around.
/// Bin k is the frequency k/L per sample; a *natural* bin is 1/n.
struct PowerSpectra {
  /// n.
  let count: Int
  /// L.
  let length: Int
  /// Σ |rFFT(x)|², for the autocorrelation.
  let bare: [Double]
  /// The same of x times a Hann window of unit energy, for lines.
  let tapered: [Double]

  /// L/n, the bins in a natural bin.
  var oversampling: Double { Double(length) / Double(count) }

  /// Without `isTapered` the tapered spectrum is left empty.
  init(_ samples: Samples, isTapered: Bool = true) {
    count = samples.count
    length = FourierTransform.goodCount(atLeast: 2 * samples.count)
    let transform = FourierTransform(count: length)
    var power = PairPower(transform: transform)
    if isTapered, length.isMultiple(of: count) {
      (bare, tapered) = power.sums(samples, shift: length / count)
    } else {
      bare = power.sum(samples, taper: nil)
      tapered = isTapered ? power.sum(samples, taper: Self.hannWindow(count: count)) : []
    }
  }

  /// sin²(π(t + ½)/n), scaled to unit energy.
  private static func hannWindow(count: Int) -> [Double] {
    var window = [Double](repeating: 0, count: count)
    for index in 0..<((count + 1) / 2) {
      let sine = Double.sin(Double.pi * (Double(index) + 0.5) / Double(count))
      window[index] = sine * sine
      window[count - 1 - index] = sine * sine
    }
    let energy = norm(window)
    for index in window.indices { window[index] /= energy }
    return window
  }

  /// r(τ) = Σ x_t·x_{t+τ} for τ = 0 … largest, summed over channels.
  func autocorrelation(upTo largest: Int) -> [Double] {
    let transform = RealFourierTransform(count: length)
    let zeros = [Double](repeating: 0, count: bare.count)
    return Array(transform.inverse(real: bare, imaginary: zeros)[...largest])
  }
}

/// Two channels ride in one complex transform: |A_k|² + |B_k|² = (|Z_k|² + |Z_{L−k}|²)/2 for
/// z = a + ib, so that pairs need not be told apart.
private struct PairPower {
  let transform: FourierTransform
  private var real: [Double]
  private var imaginary: [Double]
  private var workspace: [Double]

  init(transform: FourierTransform) {
    self.transform = transform
    real = [Double](repeating: 0, count: transform.count)
    imaginary = real
    workspace = [Double](repeating: 0, count: 2 * transform.count)
  }

  mutating func sum(_ samples: Samples, taper: [Double]?) -> [Double] {
    let length = transform.count
    var power = [Double](repeating: 0, count: length / 2 + 1)
    var channel = 0
    while channel < samples.channelCount {
      Self.load(samples, channel, taper, into: &real)
      Self.load(samples, channel + 1, taper, into: &imaginary)
      transform.forward(&real, &imaginary, workspace: &workspace)
      power[0] += real[0] * real[0] + imaginary[0] * imaginary[0]
      real.withUnsafeBufferPointer { real in
        imaginary.withUnsafeBufferPointer { imaginary in
          power.withUnsafeMutableBufferPointer { power in
            for k in 1..<power.count {
              let (a, b) = (real[k], imaginary[k])
              let (c, d) = (real[length - k], imaginary[length - k])
              power[k] += 0.5 * (a * a + b * b + c * c + d * d)
            }
          }
        }
      }
      channel += 2
    }
    return power
  }

  /// The bare and the tapered power by one transform per pair, where L is a multiple of n.
  ///
  /// Hann's window sin²(π(t + ½)/n) = ½ − ¼(e^{iθ(t + ½)} + e^{−iθ(t + ½)}), θ = 2π/n, makes of the
  /// transform Z the sum ½Z_k − ¼(e^{iθ/2}·Z_{k−s} + e^{−iθ/2}·Z_{k+s}) with s = L/n.
  mutating func sums(_ samples: Samples, shift: Int) -> (bare: [Double], tapered: [Double]) {
    let length = transform.count
    var bare = [Double](repeating: 0, count: length / 2 + 1)
    var tapered = bare
    let half = Double.pi / Double(samples.count)
    // The window's energy is Σ sin⁴ = 3n/8.
    let scale = 1 / (0.375 * Double(samples.count)).squareRoot()
    let middle = 0.5 * scale
    let (cosine, sine) = (0.25 * scale * Double.cos(half), 0.25 * scale * Double.sin(half))
    var channel = 0
    while channel < samples.channelCount {
      Self.load(samples, channel, nil, into: &real)
      Self.load(samples, channel + 1, nil, into: &imaginary)
      transform.forward(&real, &imaginary, workspace: &workspace)
      real.withUnsafeBufferPointer { real in
        imaginary.withUnsafeBufferPointer { imaginary in
          func taperedSquare(_ k: Int) -> Double {
            let before = k >= shift ? k - shift : k - shift + length
            let after = k + shift < length ? k + shift : k + shift - length
            let a =
              middle * real[k] - cosine * (real[before] + real[after])
              + sine * (imaginary[before] - imaginary[after])
            let b =
              middle * imaginary[k] - cosine * (imaginary[before] + imaginary[after])
              - sine * (real[before] - real[after])
            return a * a + b * b
          }
          bare.withUnsafeMutableBufferPointer { bare in
            tapered.withUnsafeMutableBufferPointer { tapered in
              bare[0] += real[0] * real[0] + imaginary[0] * imaginary[0]
              tapered[0] += taperedSquare(0)
              for k in 1..<bare.count {
                let (a, b) = (real[k], imaginary[k])
                let (c, d) = (real[length - k], imaginary[length - k])
                bare[k] += 0.5 * (a * a + b * b + c * c + d * d)
                tapered[k] += 0.5 * (taperedSquare(k) + taperedSquare(length - k))
              }
            }
          }
        }
      }
      channel += 2
    }
    return (bare, tapered)
  }

  private static func load(
    _ samples: Samples, _ channel: Int, _ taper: [Double]?, into target: inout [Double]
  ) {
    let count = samples.count
    target.withUnsafeMutableBufferPointer { target in
      var filled = 0
      if channel < samples.channelCount {
        filled = count
        samples.withChannel(channel) { values in
          if let taper {
            taper.withUnsafeBufferPointer { taper in
              for index in 0..<count { target[index] = values[index] * taper[index] }
            }
          } else {
            for index in 0..<count { target[index] = values[index] }
          }
        }
      }
      for index in filled..<target.count { target[index] = 0 }
    }
  }
}
