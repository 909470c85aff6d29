import RealModule

/// The complex amplitude of every channel at one frequency, block by block: the rows of a small
/// complex matrix A (blocks × channels).
struct ComplexAmplitudes {
  let blockCount: Int
  let channelCount: Int
  /// Block b of channel c at b·d + c.
  var real: [Double]
  var imaginary: [Double]

  init(zeros blockCount: Int, _ channelCount: Int) {
    self.blockCount = blockCount
    self.channelCount = channelCount
    real = [Double](repeating: 0, count: blockCount * channelCount)
    imaginary = real
  }

  /// The means of m neighboring blocks; the last few blocks may be left out.
  func merged(_ m: Int) -> ComplexAmplitudes {
    var result = ComplexAmplitudes(zeros: blockCount / m, channelCount)
    for block in 0..<(result.blockCount * m) {
      for channel in 0..<channelCount {
        let target = block / m * channelCount + channel
        result.real[target] += real[block * channelCount + channel] / Double(m)
        result.imaginary[target] += imaginary[block * channelCount + channel] / Double(m)
      }
    }
    return result
  }

  /// A v̄: how much of the mode v each block holds.
  func projected(on mode: ComplexVector) -> ComplexVector {
    var result = ComplexVector(zeros: blockCount)
    for block in 0..<blockCount {
      var (sumR, sumI) = (0.0, 0.0)
      for channel in 0..<channelCount {
        let (ar, ai) = (
          real[block * channelCount + channel], imaginary[block * channelCount + channel]
        )
        let (vr, vi) = (mode.real[channel], mode.imaginary[channel])
        sumR += ar * vr + ai * vi
        sumI += ai * vr - ar * vi
      }
      result.real[block] = sumR
      result.imaginary[block] = sumI
    }
    return result
  }

  /// The unit vector v that holds the most of Σ|A v̄|²: the top eigenvector of AᵀĀ.
  ///
  /// Power iteration from the column of the strongest channel, at most 60 rounds.
  var dominantMode: ComplexVector {
    let d = channelCount
    var matrix = ComplexVector(zeros: d * d)
    for block in 0..<blockCount {
      for j in 0..<d {
        let (ar, ai) = (real[block * d + j], imaginary[block * d + j])
        for l in 0..<d {
          let (br, bi) = (real[block * d + l], imaginary[block * d + l])
          matrix.real[j * d + l] += ar * br + ai * bi
          matrix.imaginary[j * d + l] += ai * br - ar * bi
        }
      }
    }
    var strongest = 0
    for j in 0..<d where matrix.real[j * d + j] > matrix.real[strongest * d + strongest] {
      strongest = j
    }
    var mode = ComplexVector(zeros: d)
    for j in 0..<d {
      mode.real[j] = matrix.real[j * d + strongest]
      mode.imaginary[j] = matrix.imaginary[j * d + strongest]
    }
    let size = mode.norm
    guard size > 0 else {
      mode.real[strongest] = 1
      return mode
    }
    mode.scale(by: 1 / size)
    for _ in 0..<60 {
      var next = ComplexVector(zeros: d)
      for j in 0..<d {
        for l in 0..<d {
          let (mr, mi) = (matrix.real[j * d + l], matrix.imaginary[j * d + l])
          next.real[j] += mr * mode.real[l] - mi * mode.imaginary[l]
          next.imaginary[j] += mr * mode.imaginary[l] + mi * mode.real[l]
        }
      }
      next.scale(by: 1 / max(next.norm, 1e-300))
      let change = next.distance(to: mode)
      mode = next
      if change < 1e-10 { break }
    }
    return mode
  }
}

/// A complex vector, real and imaginary parts apart.
struct ComplexVector {
  var real: [Double]
  var imaginary: [Double]

  init(zeros count: Int) {
    real = [Double](repeating: 0, count: count)
    imaginary = real
  }

  var count: Int { real.count }
  /// |z_k|².
  var squaredMagnitudes: [Double] { zip(real, imaginary).map { $0 * $0 + $1 * $1 } }
  /// |z_k|.
  var magnitudes: [Double] { squaredMagnitudes.map { $0.squareRoot() } }
  /// arg z_k in (−π, π].
  var phases: [Double] { zip(imaginary, real).map { Double.atan2(y: $0, x: $1) } }
  var norm: Double { squaredMagnitudes.reduce(0, +).squareRoot() }

  mutating func scale(by factor: Double) {
    for index in real.indices {
      real[index] *= factor
      imaginary[index] *= factor
    }
  }

  func distance(to other: ComplexVector) -> Double {
    var sum = 0.0
    for index in real.indices {
      let (dr, di) = (real[index] - other.real[index], imaginary[index] - other.imaginary[index])
      sum += dr * dr + di * di
    }
    return sum.squareRoot()
  }
}
