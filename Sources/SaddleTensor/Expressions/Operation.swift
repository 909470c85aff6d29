/// What one node of a graph computes from its inputs: the closed set that every tensor function is
/// composed of, and that every derivative is written in.
enum Operation: Hashable {
  /// Memory from outside; the number keeps leaves apart.
  case leaf(Int)
  /// One number everywhere.
  case constant(Double)
  /// The input, whose derivative is taken to be zero.
  case stop
  /// The input's numbers in another shape.
  case reshape
  /// A function of one or two inputs of this shape, element by element; the number is its constant.
  case elementwise(Elementwise, Double)
  /// out[o, r, i] = in[o, i].
  case expand(Axis)
  /// out[o, i] = Σᵣ in[o, r, i]: the adjoint of `expand`.
  case sum(Axis)
  /// out[o, i] = maxᵣ in[o, r, i], not differentiable.
  case greatest(Axis)
  /// Axis k of the result is axis order[k] of the input.
  case permute([Int])
  /// The part of the input that starts at these indices.
  case slice([Int])
  /// Zeros, with the input put at these indices: the adjoint of `slice`.
  case pad([Int])
  /// The inputs one after another along an axis.
  case concatenate(Int)
  /// The matrix product, either side transposed.
  case product(transposesLeft: Bool, transposesRight: Bool)
  /// ∂/∂y of the trilinear form ⟨x ⋆ w, y⟩: from x and w, the convolution.
  case convolution(Window)
  /// ∂/∂x of the same form: from w and y, the transposed convolution.
  case convolutionInput(Window)
  /// ∂/∂w of the same form: from x and y.
  case convolutionKernel(Window)
  /// Stands where a mistake was made, so that tracing can go on; never compiled.
  case mistake

  var isElementwise: Bool {
    switch self {
    case .elementwise, .expand, .constant: true
    default: false
    }
  }

  /// Whether the node is its input under another name.
  var isAlias: Bool { self == .reshape || self == .stop }
}

/// A group of neighboring axes between those outside and those inside it.
struct Axis: Hashable {
  let outer: Int
  let count: Int
  let inner: Int
}

/// The extents of a convolution: images [batch, height, width, channels], kernels [kernelHeight,
/// kernelWidth, channels, outputChannels], results [batch, outputHeight, outputWidth,
/// outputChannels].
struct Window: Hashable {
  var batch: Int
  var height: Int
  var width: Int
  var channels: Int
  var kernelHeight: Int
  var kernelWidth: Int
  var outputHeight: Int
  var outputWidth: Int
  var outputChannels: Int
  var stride: Int
  var padding: Int

  var imageShape: [Int] { [batch, height, width, channels] }
  var kernelShape: [Int] { [kernelHeight, kernelWidth, channels, outputChannels] }
  var outputShape: [Int] { [batch, outputHeight, outputWidth, outputChannels] }
  var places: Int { outputHeight * outputWidth }
  var windowCount: Int { kernelHeight * kernelWidth * channels }
}

/// The elementwise functions, in the order of the kernels' constants; a, b are the operands and s
/// the operation's constant.
enum Elementwise: Int32, CaseIterable {
  case add
  case subtract
  case multiply
  case divide
  case maximum
  case minimum
  case negate
  case exp
  case log
  case tanh
  case sigmoid
  case softplus
  case relu
  /// 1 where a > 0, else 0.
  case step
  case abs
  case sign
  case sqrt
  case reciprocal
  case square
  /// aˢ.
  case power
  /// a·s.
  case scale
  /// a + s.
  case offset
  /// a where a > 0, else a·s.
  case leakyReLU
  /// 1 where a > 0, else s.
  case leakySlope
  case sin
  case cos
  /// aᵇ.
  case raise
  case copy
}
