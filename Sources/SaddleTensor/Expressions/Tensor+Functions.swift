// Each function's error is bounded in units in the last place (ulp), the same bits on every machine.

extension Tensor {
  /// eˣ, within 1 ulp.
  public func exp() -> Tensor { applying(.exp) }

  /// log x, within 1 ulp; −∞ at 0 and NaN below.
  public func log() -> Tensor { applying(.log) }

  /// tanh x, within 2 ulp.
  public func tanh() -> Tensor { applying(.tanh) }

  /// 1/(1 + e⁻ˣ), within 3 ulp.
  public func sigmoid() -> Tensor { applying(.sigmoid) }

  /// log(1 + eˣ) without overflow, within 3 ulp.
  public func softplus() -> Tensor { applying(.softplus) }

  /// max(x, 0), whose derivative at 0 is taken to be 0.
  public func relu() -> Tensor { applying(.relu) }

  /// x where x > 0, else slope·x; the derivative at 0 is taken to be the slope.
  public func leakyReLU(slope: Double = 0.2) -> Tensor { applying(.leakyReLU, slope) }

  /// sin x, x in radians, within 1 ulp for |x| ≤ 10⁶; beyond, an argument off by a few of its own ulp, and
  /// NaN from 2⁵⁰ on.
  public func sin() -> Tensor { applying(.sin) }

  /// cos x, x in radians; as exact as ``sin()``.
  public func cos() -> Tensor { applying(.cos) }

  /// √x, correctly rounded; the derivative at 0 is infinite, so add a little first where x may be 0.
  public func sqrt() -> Tensor { applying(.sqrt) }

  /// |x|, whose derivative at 0 is taken to be 0.
  public func abs() -> Tensor { applying(.abs) }

  /// x².
  public func squared() -> Tensor { applying(.square) }

  /// 1/x.
  public func reciprocal() -> Tensor { applying(.reciprocal) }

  /// xᵖ, within 1 ulp; NaN for x < 0 unless p is an integer.
  public func power(_ exponent: Double) -> Tensor {
    switch exponent {
    case 0: constant(1)
    case 1: self
    case 2: squared()
    case 0.5: sqrt()
    case -1: reciprocal()
    default: applying(.power, exponent)
    }
  }

  /// xʸ, shapes broadcast, within 1 ulp; NaN for x < 0 unless y is an integer.
  ///
  /// The derivative in y is xʸ·log x, so that it is NaN or infinite for x ≤ 0.
  public func power(_ exponent: Tensor) -> Tensor {
    Self.combine(.raise, self, exponent, "power")
  }

  /// This tensor, held fixed by every derivative: the opponent's strategy in an alternating step, or
  /// the inner maximizer in an envelope gradient.
  public func stopped() -> Tensor {
    node.operation == .stop || constantValue != nil ? self : make(.stop)
  }
}
