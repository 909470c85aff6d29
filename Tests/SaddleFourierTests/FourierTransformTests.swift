import RealModule
import SaddleFourier
import Testing

/// Lengths of every kind: powers, mixed, primes that need the chirp, and one.
private let lengths = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 25, 27, 30, 31, 32, 60, 64, 97, 100, 120, 125, 128,
  135,
]

@Suite("The Fourier transform")
struct FourierTransformTests {
  @Test("It equals the sum that defines it", arguments: lengths)
  func definition(length: Int) {
    let signal = RandomSignal(length, seed: 1)
    var (real, imaginary) = (signal.real, signal.imaginary)
    FourierTransform(count: length).forward(&real, &imaginary)
    let direct = signal.directTransform
    let scale = (1...length).reduce(0) { max($0, direct.magnitude($1 - 1)) }
    for k in 0..<length {
      #expect(abs(real[k] - direct.real[k]) <= 4e-15 * scale)
      #expect(abs(imaginary[k] - direct.imaginary[k]) <= 4e-15 * scale)
    }
  }

  @Test("The inverse undoes it", arguments: lengths)
  func inverse(length: Int) {
    let signal = RandomSignal(length, seed: 2)
    var (real, imaginary) = (signal.real, signal.imaginary)
    let transform = FourierTransform(count: length)
    transform.forward(&real, &imaginary)
    transform.inverse(&real, &imaginary)
    for index in 0..<length {
      #expect(abs(real[index] - signal.real[index]) < 4e-15)
      #expect(abs(imaginary[index] - signal.imaginary[index]) < 4e-15)
    }
  }

  @Test("Parseval: energies agree up to the factor n", arguments: [1, 7, 64, 720, 1009])
  func parseval(length: Int) {
    let signal = RandomSignal(length, seed: 3)
    var (real, imaginary) = (signal.real, signal.imaginary)
    FourierTransform(count: length).forward(&real, &imaginary)
    let before = zip(signal.real, signal.imaginary).reduce(0) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }
    let after = zip(real, imaginary).reduce(0) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }
    #expect(abs(after / (Double(length) * before) - 1) < 1e-13)
  }

  @Test("A pure frequency is one bin, and an impulse is flat", arguments: [12, 35, 64, 77])
  func knownTransforms(length: Int) {
    let transform = FourierTransform(count: length)
    var real = (0..<length).map { Double.cos(2 * .pi * 3 * Double($0) / Double(length)) }
    var imaginary = (0..<length).map { Double.sin(2 * .pi * 3 * Double($0) / Double(length)) }
    transform.forward(&real, &imaginary)
    for k in 0..<length {
      #expect(abs(real[k] - (k == 3 ? Double(length) : 0)) < 1e-12)
      #expect(abs(imaginary[k]) < 1e-12)
    }
    real = [1] + [Double](repeating: 0, count: length - 1)
    imaginary = [Double](repeating: 0, count: length)
    transform.forward(&real, &imaginary)
    #expect(real.allSatisfy { abs($0 - 1) < 1e-14 } && imaginary.allSatisfy { abs($0) < 1e-14 })
  }

  @Test("A workspace that is kept changes no bit")
  func workspace() {
    let signal = RandomSignal(720, seed: 4)
    let transform = FourierTransform(count: 720)
    var (real, imaginary) = (signal.real, signal.imaginary)
    transform.forward(&real, &imaginary)
    var workspace = [Double](repeating: .nan, count: 5000)
    var (again, againImaginary) = (signal.real, signal.imaginary)
    transform.forward(&again, &againImaginary, workspace: &workspace)
    #expect(real == again && imaginary == againImaginary)
  }

  @Test("A good length is the smallest product of 2, 3 and 5 that suffices")
  func goodLengths() {
    func isGood(_ value: Int) -> Bool {
      var rest = value
      for prime in [2, 3, 5] { while rest.isMultiple(of: prime) { rest /= prime } }
      return rest == 1
    }
    for count in 1...2000 {
      let expected = (count...).first(where: isGood)
      #expect(FourierTransform.goodCount(atLeast: count) == expected)
    }
    #expect(FourierTransform.goodCount(atLeast: 0) == 1)
    #expect(FourierTransform.goodCount(atLeast: 262_143) == 262_144)
  }
}

/// Uniform numbers in [−1, 1), the same for a seed.
struct RandomSignal {
  var real: [Double] = []
  var imaginary: [Double] = []

  init(_ count: Int, seed: UInt64) {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-52 - 1
    }
    for _ in 0..<count {
      real.append(next())
      imaginary.append(next())
    }
  }

  private init(real: [Double], imaginary: [Double]) {
    self.real = real
    self.imaginary = imaginary
  }

  func magnitude(_ index: Int) -> Double { Double.hypot(real[index], imaginary[index]) }

  /// Σ_t x_t e^{−2πi kt/n}, term by term.
  var directTransform: RandomSignal {
    let count = real.count
    var result = RandomSignal(real: real, imaginary: imaginary)
    for k in 0..<count {
      (result.real[k], result.imaginary[k]) = (0, 0)
      for t in 0..<count {
        let angle = -2 * Double.pi * Double(k * t % count) / Double(count)
        let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
        result.real[k] += real[t] * cosine - imaginary[t] * sine
        result.imaginary[k] += real[t] * sine + imaginary[t] * cosine
      }
    }
    return result
  }
}
