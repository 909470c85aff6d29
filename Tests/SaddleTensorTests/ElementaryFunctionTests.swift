import CSaddleKernels
import RealModule
import Testing

/// Our own exp, log, tanh and pow against the C library's, in units in the last place of the result.
@Suite("Elementary functions")
struct ElementaryFunctionTests {
  typealias Function64 = @Sendable (Double) -> Double
  typealias Function32 = @Sendable (Float) -> Float

  private static func softplus(_ x: Double) -> Double {
    max(x, 0) + Double.log(onePlus: .exp(-abs(x)))
  }

  private func worst64(
    _ ranges: [ClosedRange<Double>], _ ours: Function64, _ reference: Function64
  ) -> Double {
    var numbers = Numbers(seed: 21)
    return ranges.reduce(0) { worst, range in
      (0..<4000).reduce(worst) { worst, _ in
        let x =
          range.lowerBound + (range.upperBound - range.lowerBound) * (0.5 + 0.5 * numbers.next())
        let expected = reference(x)
        return max(worst, abs(ours(x) - expected) / expected.ulp)
      }
    }
  }

  private func worst32(
    _ ranges: [ClosedRange<Float>], _ ours: Function32, _ reference: Function64
  ) -> Double {
    var numbers = Numbers(seed: 22)
    return ranges.reduce(0) { worst, range in
      (0..<4000).reduce(worst) { worst, _ in
        let x =
          range.lowerBound
          + (range.upperBound - range.lowerBound) * Float(0.5 + 0.5 * numbers.next())
        let expected = reference(Double(x))
        return max(worst, abs(Double(ours(x)) - expected) / Double(Float(expected).ulp))
      }
    }
  }

  // The reference may be off by one unit itself in Float64.
  @Test("In Float64, exp and log are within 1 ulp of the truth, tanh, sigmoid, softplus within 3")
  func double() {
    #expect(worst64([-1...1, -700...700, -744...(-700)], saddle_exp, { .exp($0) }) <= 2)
    #expect(
      worst64([0.9...1.1, 1e-9...2, 0x1p-1060...0x1p-1030, 1...1e300], saddle_log, { .log($0) })
        <= 2)
    #expect(worst64([-1...1, -20...20], saddle_tanh, { .tanh($0) }) <= 2)
    #expect(worst64([-30...30], saddle_sigmoid, { 1 / (1 + .exp(-$0)) }) <= 4)
    #expect(worst64([-30...30], saddle_softplus, { Self.softplus($0) }) <= 4)
  }

  @Test("In Float32, exp and log are within 1 ulp, tanh within 2, sigmoid and softplus within 3")
  func float() {
    #expect(worst32([-1...1, -87...88, -103...(-87)], saddle_expf, { .exp($0) }) <= 1)
    #expect(
      worst32([0.9...1.1, 1e-6...2, 0x1p-145...0x1p-127, 1...1e38], saddle_logf, { .log($0) }) <= 1)
    #expect(worst32([-1...1, -10...10], saddle_tanhf, { .tanh($0) }) <= 2)
    #expect(worst32([-30...30], saddle_sigmoidf, { 1 / (1 + .exp(-$0)) }) <= 3)
    #expect(worst32([-30...30], saddle_softplusf, { Self.softplus($0) }) <= 3)
  }

  @Test("sin and cos are within 1 ulp of the truth up to a million, and NaN where there is none")
  func circular() {
    // Near the zeros the reduction must keep its last bits: 355 and 710 are close to multiples of π.
    let ranges = [-1...1, -10...10, 354.9...355.1, 710.0...710.1, -1e6...1e6]
    #expect(worst64(ranges, saddle_sin, { .sin($0) }) <= 2)
    #expect(worst64(ranges, saddle_cos, { .cos($0) }) <= 2)
    #expect(worst32([-1...1, -10...10, 354.9...355.1, -1e6...1e6], saddle_sinf, { .sin($0) }) <= 1)
    #expect(worst32([-1...1, -10...10, 354.9...355.1, -1e6...1e6], saddle_cosf, { .cos($0) }) <= 1)
    #expect(saddle_sin(0) == 0 && saddle_sin(-0.0).sign == .minus && saddle_cos(0) == 1)
    #expect(saddle_sin(.infinity).isNaN && saddle_cos(.nan).isNaN && saddle_cos(0x1p51).isNaN)
    #expect(abs(saddle_sin(1e12) - .sin(1e12)) < 1e-3)
  }

  @Test("Powers are within 1 ulp of the truth, even where y·log x is large")
  func powers() {
    var numbers = Numbers(seed: 23)
    var worst = 0.0
    for _ in 0..<20000 {
      let (x, y) = (Double.exp(200 * numbers.next()), 3.4 * numbers.next())
      let expected = Double.pow(x, y)
      worst = max(worst, abs(saddle_pow(x, y) - expected) / expected.ulp)
    }
    #expect(worst <= 2)
    #expect(saddle_pow(0.999, 1000) == Double.pow(0.999, 1000))
    for exponent in 1...60 {
      #expect(saddle_pow(2, Double(exponent)) == Double(1 << exponent))
    }
  }

  @Test("The ends of the range: overflow, underflow, zeros, infinities, negative bases")
  func ends() {
    #expect(saddle_exp(710) == .infinity && saddle_exp(-746) == 0 && saddle_exp(0) == 1)
    #expect(saddle_exp(-745) == .leastNonzeroMagnitude)
    #expect(saddle_expf(89) == .infinity && saddle_expf(-104) == 0 && saddle_expf(0) == 1)
    #expect(saddle_exp(.nan).isNaN && saddle_expf(.nan).isNaN)
    #expect(
      saddle_log(0) == -.infinity && saddle_log(-1).isNaN && saddle_log(.infinity) == .infinity)
    #expect(saddle_logf(0) == -.infinity && saddle_logf(-1).isNaN && saddle_log(1) == 0)
    #expect(saddle_tanh(.infinity) == 1 && saddle_tanh(-.infinity) == -1 && saddle_tanhf(50) == 1)
    #expect(saddle_pow(-2, 3) == -8 && saddle_pow(-2, 2) == 4 && saddle_pow(-2, 0.5).isNaN)
    #expect(saddle_pow(0, 2) == 0 && saddle_pow(0, -1) == .infinity && saddle_pow(7, 0) == 1)
    #expect(saddle_powf(-3, 3) == -27)
  }
}
