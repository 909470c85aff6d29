import CSaddleKernels

/// The numbers that the plain evaluator computes with, and the kernels' elementary functions of them.
protocol PlainScalar: BinaryFloatingPoint {
  static func exp(_ x: Self) -> Self
  static func log(_ x: Self) -> Self
  static func tanh(_ x: Self) -> Self
  static func sigmoid(_ x: Self) -> Self
  static func softplus(_ x: Self) -> Self
  static func sin(_ x: Self) -> Self
  static func cos(_ x: Self) -> Self
  static func pow(_ x: Self, _ exponent: Self) -> Self
}

extension Float: PlainScalar {
  static func exp(_ x: Float) -> Float { saddle_expf(x) }
  static func log(_ x: Float) -> Float { saddle_logf(x) }
  static func tanh(_ x: Float) -> Float { saddle_tanhf(x) }
  static func sigmoid(_ x: Float) -> Float { saddle_sigmoidf(x) }
  static func softplus(_ x: Float) -> Float { saddle_softplusf(x) }
  static func sin(_ x: Float) -> Float { saddle_sinf(x) }
  static func cos(_ x: Float) -> Float { saddle_cosf(x) }
  static func pow(_ x: Float, _ exponent: Float) -> Float { saddle_powf(x, exponent) }
}

extension Double: PlainScalar {
  static func exp(_ x: Double) -> Double { saddle_exp(x) }
  static func log(_ x: Double) -> Double { saddle_log(x) }
  static func tanh(_ x: Double) -> Double { saddle_tanh(x) }
  static func sigmoid(_ x: Double) -> Double { saddle_sigmoid(x) }
  static func softplus(_ x: Double) -> Double { saddle_softplus(x) }
  static func sin(_ x: Double) -> Double { saddle_sin(x) }
  static func cos(_ x: Double) -> Double { saddle_cos(x) }
  static func pow(_ x: Double, _ exponent: Double) -> Double { saddle_pow(x, exponent) }
}

extension Elementwise {
  /// The function's value at operands a and b with constant s.
  func of<Scalar: PlainScalar>(_ a: Scalar, _ b: Scalar, _ s: Scalar) -> Scalar {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .maximum: a > b ? a : b
    case .minimum: a < b ? a : b
    case .negate: -a
    case .exp: .exp(a)
    case .log: .log(a)
    case .tanh: .tanh(a)
    case .sigmoid: .sigmoid(a)
    case .softplus: .softplus(a)
    case .relu: a > 0 ? a : 0
    case .step: a > 0 ? 1 : 0
    case .abs: a < 0 ? -a : a
    case .sign: a > 0 ? 1 : a < 0 ? -1 : 0
    case .sqrt: a.squareRoot()
    case .reciprocal: 1 / a
    case .square: a * a
    case .power: .pow(a, s)
    case .scale: a * s
    case .offset: a + s
    case .leakyReLU: a > 0 ? a : a * s
    case .leakySlope: a > 0 ? 1 : s
    case .sin: .sin(a)
    case .cos: .cos(a)
    case .raise: .pow(a, b)
    case .copy: a
    }
  }
}
