extension Tensor {
  /// What a cotangent of this node contributes to the cotangent of its input `index`; nil for zero.
  ///
  /// Every rule emits nodes of the same closed set, so that derivatives have derivatives.
  func pulledBack(_ cotangent: Tensor, to index: Int) -> Tensor? {
    let g = cotangent
    switch node.operation {
    case .leaf, .constant, .stop, .greatest, .mistake: return nil
    case .reshape: return g.viewed(as: input(0).shape)
    case .elementwise(let function, let s): return slope(function, s, index).times(g)
    case .expand(let axis):
      if let value = g.constantValue {
        return constant(value * Double(axis.count), shape: input(0).shape)
      }
      return g.make(.sum(axis), shape: input(0).shape)
    case .sum(let axis):
      if let value = g.constantValue { return constant(value, shape: input(0).shape) }
      return g.make(.expand(axis), shape: input(0).shape)
    case .permute(let order):
      return g.permuted(order.indices.map { axis in order.firstIndex(of: axis) ?? axis })
    case .slice(let starts): return g.padded(at: starts, shape: input(0).shape)
    case .pad(let starts): return g.sliced(from: starts, shape: input(0).shape)
    case .concatenate(let axis):
      var starts = [Int](repeating: 0, count: shape.count)
      starts[axis] = (0..<index).reduce(0) { $0 + input($1).shape[axis] }
      return g.sliced(from: starts, shape: input(index).shape)
    case .product(let left, let right):
      // C = op(A)·op(B): ∂A = G·op(B)ᵀ and ∂B = op(A)ᵀ·G, transposed where A or B is.
      if index == 0 {
        return left ? input(1).product(g, right, true) : g.product(input(1), false, !right)
      }
      return right ? g.product(input(0), true, left) : input(0).product(g, !left, false)
    case .convolution, .convolutionInput, .convolutionKernel:
      return pulledBackThroughConvolution(g, to: index)
    }
  }

  /// One trilinear form ⟨x ⋆ w, y⟩ has three partials; each is an operation here, and the derivatives
  /// of each are the other two.
  private func pulledBackThroughConvolution(_ g: Tensor, to index: Int) -> Tensor {
    switch (node.operation, index) {
    case (.convolution(let window), 0):
      input(1).make(.convolutionInput(window), [g], shape: window.imageShape)
    case (.convolution(let window), _):
      input(0).make(.convolutionKernel(window), [g], shape: window.kernelShape)
    case (.convolutionInput(let window), 0):
      g.make(.convolutionKernel(window), [input(1)], shape: window.kernelShape)
    case (.convolutionInput(let window), _):
      g.make(.convolution(window), [input(0)], shape: window.outputShape)
    case (.convolutionKernel(let window), 0):
      g.make(.convolutionInput(window), [input(1)], shape: window.imageShape)
    case (.convolutionKernel(let window), _):
      input(0).make(.convolution(window), [g], shape: window.outputShape)
    default: g
    }
  }
}
