import SaddleTensor

/// What a parameter or a state starts at.
public enum Initializer: Hashable, Sendable {
  /// Everywhere the same number.
  case constant(Double)
  /// Independent N(0, σ²) numbers.
  case normal(deviation: Double)
  /// Independent numbers, uniform in [−bound, bound].
  case uniform(bound: Double)
  /// These numbers.
  case values([Double])

  /// Uniform with bound √(6/(fanIn + fanOut)): keeps variances of tanh layers (Glorot & Bengio 2010).
  public static func glorot(fanIn: Int, fanOut: Int) -> Initializer {
    .uniform(bound: (6 / Double(fanIn + fanOut)).squareRoot())
  }

  /// Normal with deviation √(2/fanIn): keeps variances of relu layers (He, Zhang, Ren & Sun 2015).
  public static func he(fanIn: Int) -> Initializer {
    .normal(deviation: (2 / Double(fanIn)).squareRoot())
  }

  /// The number at an index, given the random numbers of its tensor.
  func value(at index: Int, _ noise: Noise) -> Double {
    switch self {
    case .constant(let value): value
    case .normal(let deviation): deviation * noise.normal(at: index)
    case .uniform(let bound): bound * (2 * noise.uniform(at: index) - 1)
    case .values(let values): values[index]
    }
  }
}
