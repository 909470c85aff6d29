/// The derivative of an elementwise function in one operand, as an expression; forward and reverse
/// mode share it.
enum Slope {
  case zero
  case constant(Double)
  case factor(Tensor)
  case divisor(Double, Tensor)

  /// This slope times a tangent or cotangent; nil for zero.
  func times(_ tensor: Tensor) -> Tensor? {
    switch self {
    case .zero: nil
    case .constant(let value): tensor.scaled(by: value)
    case .factor(let factor): tensor * factor
    case .divisor(let scale, let divisor): tensor.scaled(by: scale) / divisor
    }
  }
}

extension Tensor {
  /// ∂(this elementwise result)/∂(operand `index`).
  func slope(_ function: Elementwise, _ s: Double, _ index: Int) -> Slope {
    let a = input(0)
    let y = self
    switch function {
    case .add, .offset, .copy: return .constant(1)
    case .subtract: return .constant(index == 0 ? 1 : -1)
    case .multiply: return .factor(input(1 - index))
    case .divide: return index == 0 ? .divisor(1, input(1)) : .factor(-(y / input(1)))
    case .maximum, .minimum:
      let gap = function == .maximum ? a - input(1) : input(1) - a
      let left = gap.applying(.step)
      return .factor(index == 0 ? left : 1 - left)
    case .negate: return .constant(-1)
    case .exp: return .factor(y)
    case .log: return .divisor(1, a)
    case .tanh: return .factor(1 - y.squared())
    case .sigmoid: return .factor(y * (1 - y))
    case .softplus: return .factor(a.sigmoid())
    case .relu: return .factor(a.applying(.step))
    case .abs: return .factor(a.applying(.sign))
    case .sqrt: return .divisor(0.5, y)
    case .reciprocal: return .factor(-y.squared())
    case .square: return .factor(a.scaled(by: 2))
    case .power: return .factor(a.power(s - 1).scaled(by: s))
    case .sin: return .factor(a.cos())
    case .cos: return .factor(-a.sin())
    case .raise:
      let b = input(1)
      return .factor(index == 0 ? b * a.power(b - 1) : y * a.log())
    case .scale: return .constant(s)
    case .leakyReLU: return .factor(a.applying(.leakySlope, s))
    case .step, .sign, .leakySlope: return .zero
    }
  }

  func input(_ index: Int) -> Tensor {
    Tensor(graph: graph, id: node.inputs[index], origin: origin)
  }
}
