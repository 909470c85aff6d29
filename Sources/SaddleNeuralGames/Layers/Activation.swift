public import SaddleTensor

/// What stands between two layers, element by element.
public enum Activation: String, CaseIterable, Sendable {
  /// x.
  case identity
  /// max(x, 0).
  case relu
  /// x where x > 0, else x/5.
  case leakyReLU
  /// tanh x.
  case tanh
  /// log(1 + eˣ): smooth, convex, increasing.
  case softplus

  /// Applies it.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    switch self {
    case .identity: x
    case .relu: x.relu()
    case .leakyReLU: x.leakyReLU()
    case .tanh: x.tanh()
    case .softplus: x.softplus()
    }
  }

  /// Where weights start so that variances neither grow nor shrink from layer to layer.
  func start(fanIn: Int, fanOut: Int) -> Initializer {
    switch self {
    case .relu, .leakyReLU, .softplus: .he(fanIn: fanIn)
    case .identity, .tanh: .glorot(fanIn: fanIn, fanOut: fanOut)
    }
  }
}
