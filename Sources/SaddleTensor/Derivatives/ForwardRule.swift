extension Tensor {
  /// The tangent of this node from the tangents of its inputs, nil standing for zero.
  func pushedForward(_ tangents: [Tensor?]) -> Tensor? {
    switch node.operation {
    case .leaf, .constant, .stop, .greatest, .mistake: return nil
    case .elementwise(let function, let s):
      return tangents.enumerated().reduce(nil) { total, tangent in
        sum(total, tangent.element.flatMap { slope(function, s, tangent.offset).times($0) })
      }
    case .reshape: return tangents[0]?.viewed(as: shape)
    case .permute(let order): return tangents[0]?.permuted(order)
    case .slice(let starts): return tangents[0]?.sliced(from: starts, shape: shape)
    case .expand, .sum, .pad:
      return tangents[0]?.make(node.operation, shape: shape)
    case .concatenate:
      let parts = tangents.enumerated().map { index, tangent in
        tangent ?? constant(0, shape: input(index).shape)
      }
      return parts[0].make(node.operation, Array(parts.dropFirst()), shape: shape)
    case .product, .convolution, .convolutionInput, .convolutionKernel:
      // Bilinear: one term for each operand.
      return sum(
        tangents[0]?.make(node.operation, [input(1)], shape: shape),
        tangents[1].map { input(0).make(node.operation, [$0], shape: shape) })
    }
  }

  private func sum(_ left: Tensor?, _ right: Tensor?) -> Tensor? {
    guard let left else { return right }
    guard let right else { return left }
    return left + right
  }
}
