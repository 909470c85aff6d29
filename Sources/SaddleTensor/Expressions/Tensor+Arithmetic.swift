extension Tensor {
  /// A function of two operands, element by element, shapes broadcast.
  static func combine(
    _ function: Elementwise, _ left: Tensor, _ right: Tensor, _ name: String
  ) -> Tensor {
    guard left.canMeet(right, in: name) else { return left.mistakenResult }
    guard let shape = broadcast(left.shape, right.shape) else {
      return left.mistake(
        .shapeMismatch,
        "\(name) of \(left.account) and \(right.account): the shapes do not broadcast",
        hint: "each axis, aligned at the last, must be equal or 1")
    }
    return left.stretched(to: shape).paired(function, right.stretched(to: shape))
  }

  var mistakenResult: Tensor { graph.mistaken(shape: shape, type, origin) }

  /// `combine` for operands of one shape; constants are folded in.
  private func paired(_ function: Elementwise, _ right: Tensor) -> Tensor {
    switch (function, constantValue, right.constantValue) {
    case (.add, _, let value?): return offset(by: value)
    case (.add, let value?, _): return right.offset(by: value)
    case (.subtract, _, let value?): return offset(by: -value)
    case (.subtract, let value?, _): return (-right).offset(by: value)
    case (.multiply, _, let value?): return scaled(by: value)
    case (.multiply, let value?, _): return right.scaled(by: value)
    case (.multiply, _, _) where id == right.id: return applying(.square)
    case (.divide, let value?, _): return right.applying(.reciprocal).scaled(by: value)
    default: return make(.elementwise(function, 0), [right])
    }
  }

  /// A function of this tensor alone, element by element.
  func applying(_ function: Elementwise, _ constant: Double = 0) -> Tensor {
    make(.elementwise(function, constant))
  }

  func scaled(by factor: Double) -> Tensor {
    if let value = constantValue { return constant(value * factor) }
    if factor == 1 { return self }
    if factor == -1 { return applying(.negate) }
    return applying(.scale, factor)
  }

  func offset(by term: Double) -> Tensor {
    if let value = constantValue { return constant(value + term) }
    return term == 0 ? self : applying(.offset, term)
  }

  /// a + b, shapes broadcast.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    combine(.add, left, right, "addition")
  }

  /// a − b, shapes broadcast.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    combine(.subtract, left, right, "subtraction")
  }

  /// a·b element by element, shapes broadcast; the matrix product is ``matmul(_:transposingLeft:transposingRight:fileID:line:)``.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    combine(.multiply, left, right, "multiplication")
  }

  /// a/b, shapes broadcast.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    combine(.divide, left, right, "division")
  }

  /// −a.
  public static prefix func - (tensor: Tensor) -> Tensor { tensor.scaled(by: -1) }

  /// a + s.
  public static func + (left: Tensor, right: Double) -> Tensor { left.offset(by: right) }

  /// s + a.
  public static func + (left: Double, right: Tensor) -> Tensor { right.offset(by: left) }

  /// a − s.
  public static func - (left: Tensor, right: Double) -> Tensor { left.offset(by: -right) }

  /// s − a.
  public static func - (left: Double, right: Tensor) -> Tensor { (-right).offset(by: left) }

  /// a·s.
  public static func * (left: Tensor, right: Double) -> Tensor { left.scaled(by: right) }

  /// s·a.
  public static func * (left: Double, right: Tensor) -> Tensor { right.scaled(by: left) }

  /// a/s, computed as a·(1/s).
  public static func / (left: Tensor, right: Double) -> Tensor { left.scaled(by: 1 / right) }

  /// s/a, computed as s·(1/a).
  public static func / (left: Double, right: Tensor) -> Tensor {
    right.applying(.reciprocal).scaled(by: left)
  }

  /// max(a, b), shapes broadcast; where a = b, the derivative is b's.
  public func maximum(_ other: Tensor) -> Tensor { Self.combine(.maximum, self, other, "maximum") }

  /// min(a, b), shapes broadcast; where a = b, the derivative is b's.
  public func minimum(_ other: Tensor) -> Tensor { Self.combine(.minimum, self, other, "minimum") }
}
