import RealModule

/// The complex amplitude of every channel in its own units, turned so that its real and imaginary
/// parts are the axes of the ellipse that the trajectory draws (step 11).
struct RotationMode {
  let vector: ComplexVector

  /// From the mode that the analysis found; `channels` are its channels' places among `count`.
  init(
    _ oscillation: Oscillation, rate: Double, isOfSteps: Bool, channels: [Int], of count: Int
  ) {
    var vector = ComplexVector(zeros: count)
    let squares = oscillation.demodulation.series.squaredMagnitudes
    var size = (squares.reduce(0, +) / Double(max(1, squares.count))).squareRoot()
    if isOfSteps {
      // Steps of e^{(ρ + iω)t} are e^{ρ + iω} − 1 times as large as the motion itself.
      let angle = 2 * Double.pi * oscillation.frequency
      let growth = exponential(rate)
      let (real, imaginary) = (
        growth * Double.cos(angle) - 1, growth * Double.sin(angle)
      )
      size /= max((real * real + imaginary * imaginary).squareRoot(), 1e-300)
    }
    let mode = oscillation.demodulation.mode
    for (index, channel) in channels.enumerated() {
      vector.real[channel] = mode.real[index] * size * oscillation.scales[index]
      vector.imaginary[channel] = mode.imaginary[index] * size * oscillation.scales[index]
    }
    self.vector = Self.aligned(vector)
  }

  /// From the channels themselves, over whole periods: what a sketch cannot tell.
  init(_ samples: Samples, frequency: Double) {
    let turns = max(1, (Double(samples.count) * frequency).rounded(.down))
    let length = min(samples.count, Int((turns / frequency).rounded()))
    let start = samples.count - length
    let angles = (0..<length).map { 2 * Double.pi * fraction(frequency * Double($0)) }
    let (cosines, sines) = (angles.map { Double.cos($0) }, angles.map { Double.sin($0) })
    var vector = ComplexVector(zeros: samples.channelCount)
    for channel in 0..<samples.channelCount {
      samples.withChannel(channel) { values in
        let mean = values[start...].reduce(0, +) / Double(length)
        for index in 0..<length {
          vector.real[channel] += (values[start + index] - mean) * cosines[index]
          vector.imaginary[channel] -= (values[start + index] - mean) * sines[index]
        }
      }
    }
    vector.scale(by: 2 / Double(length))
    self.vector = Self.aligned(vector)
  }

  /// Turned so that Σu² is real, which makes Re u ⟂ Im u.
  private static func aligned(_ vector: ComplexVector) -> ComplexVector {
    var vector = vector
    var (squareR, squareI) = (0.0, 0.0)
    for index in 0..<vector.count {
      let (real, imaginary) = (vector.real[index], vector.imaginary[index])
      squareR += real * real - imaginary * imaginary
      squareI += 2 * real * imaginary
    }
    let turn = -Double.atan2(y: squareI, x: squareR) / 2
    let (cosine, sine) = (Double.cos(turn), Double.sin(turn))
    for index in 0..<vector.count {
      let (real, imaginary) = (vector.real[index], vector.imaginary[index])
      vector.real[index] = real * cosine - imaginary * sine
      vector.imaginary[index] = real * sine + imaginary * cosine
    }
    return vector
  }

  /// The ellipse's plane; where the ellipse is a line, any direction across it.
  var plane: Rotation.Plane {
    let firstNorm = max(norm(vector.real), 1e-300)
    let first = vector.real.map { $0 / firstNorm }
    let overlap = zip(vector.imaginary, first).reduce(0) { $0 + $1.0 * $1.1 }
    var second = zip(vector.imaginary, first).map { $0 - overlap * $1 }
    if norm(second) <= 1e-9 * vector.norm, vector.count > 1 {
      let least = first.indices.min { abs(first[$0]) < abs(first[$1]) } ?? 0
      second = first.indices.map { ($0 == least ? 1 : 0) - first[least] * first[$0] }
    }
    let secondNorm = max(norm(second), 1e-300)
    return Rotation.Plane(first: first, second: second.map { $0 / secondNorm })
  }

  /// The share of a player's variance in the mode, ½Σ|u_k|² / Σ var.
  func share(of player: Range<Int>, variances: [Double]) -> Double {
    let squares = vector.squaredMagnitudes
    return 0.5 * player.reduce(0) { $0 + squares[$1] }
      / max(player.reduce(0) { $0 + variances[$1] }, 1e-300)
  }
}
