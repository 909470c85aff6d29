import SaddleTensor
import Testing

/// An expression of some leaves, for the tests that hold for every expression.
struct ExpressionCase: Sendable, CustomTestStringConvertible {
  let name: String
  let shapes: [[Int]]
  var isPositive = false
  let build: @Sendable ([Tensor]) -> Tensor

  var testDescription: String { name }

  init(
    _ name: String, _ shapes: [[Int]], isPositive: Bool = false,
    _ build: @escaping @Sendable ([Tensor]) -> Tensor
  ) {
    self.name = name
    self.shapes = shapes
    self.isPositive = isPositive
    self.build = build
  }

  /// The leaves with seeded numbers, away from the kinks of relu, |x| and max.
  func leaves(_ graph: Graph, _ type: ScalarType) -> [Tensor] {
    var numbers = Numbers(seed: 7)
    return shapes.map { shape in
      let values = numbers.array(shape.reduce(1, *)).map { value in
        isPositive ? 1.2 + value : (value < 0 ? -0.05 : 0.05) + value
      }
      return graph.leaf(values, shape: shape, type, name: "x")
    }
  }

  /// Σ wₖ·yₖ with seeded weights w: a single number that every element of the result moves.
  func value(_ leaves: [Tensor]) -> Tensor {
    let result = build(leaves)
    var numbers = Numbers(seed: 99)
    let weights = numbers.array(result.count).map { 1 + 0.5 * $0 }
    return (result * result.graph.leaf(weights, shape: result.shape, result.type)).sum()
  }

  static let all = arithmetic + functions + reductions + layouts + products + images

  static let arithmetic = [
    ExpressionCase("a + b, a row", [[3, 4], [4]]) { $0[0] + $0[1] },
    ExpressionCase("a − b, a row and a column", [[3, 1], [1, 4]]) { $0[0] - $0[1] },
    ExpressionCase("a·b, a middle axis", [[2, 3, 4], [3, 1]]) { $0[0] * $0[1] },
    ExpressionCase("a·b, outer axes", [[2, 1, 1, 3], [2, 4, 5, 3]]) { $0[0] * $0[1] },
    ExpressionCase("a/b, a single number", [[3, 4], []], isPositive: true) { $0[0] / $0[1] },
    ExpressionCase("a·a", [[5]]) { $0[0] * $0[0] },
    ExpressionCase("max", [[6, 3], [3]]) { ($0[0].maximum($0[1])).squared() },
    ExpressionCase("min", [[6, 3], [6, 1]]) { ($0[0].minimum($0[1])).squared() },
    ExpressionCase("numbers on either side", [[4]], isPositive: true) {
      1 - 2 * $0[0] + 3 / $0[0] - $0[0] / 4 + (2 + $0[0] - 1) * $0[0]
    },
    ExpressionCase("expanded", [[3, 1]]) { $0[0].expanded(to: [2, 3, 4]).squared() },
  ]

  static let functions = [
    ExpressionCase("exp", [[3, 4]]) { $0[0].exp() },
    ExpressionCase("log", [[7]], isPositive: true) { $0[0].log() },
    ExpressionCase("tanh", [[7]]) { (2 * $0[0]).tanh() },
    ExpressionCase("sigmoid", [[7]]) { (3 * $0[0]).sigmoid() },
    ExpressionCase("softplus", [[7]]) { (3 * $0[0]).softplus() },
    ExpressionCase("relu", [[9]]) { $0[0].relu().squared() },
    ExpressionCase("leaky relu", [[9]]) { $0[0].leakyReLU(slope: 0.2).squared() },
    ExpressionCase("sin and cos", [[7]]) { (4 * $0[0]).sin() * (3 * $0[0]).cos() },
    ExpressionCase("x to y", [[3, 4], [4]], isPositive: true) { $0[0].power($0[1]) },
    ExpressionCase("sqrt", [[7]], isPositive: true) { $0[0].sqrt() },
    ExpressionCase("|x|", [[7]]) { $0[0].abs() * $0[0].squared() },
    ExpressionCase("1/x", [[7]], isPositive: true) { $0[0].reciprocal() },
    ExpressionCase("x³", [[7]]) { $0[0].power(3) },
    ExpressionCase("x to 2.5", [[7]], isPositive: true) { $0[0].power(2.5) },
    ExpressionCase("x to −2", [[7]]) { (1.5 + $0[0]).power(-2) },
  ]

  static let reductions = [
    ExpressionCase("sum over all", [[3, 4]]) { $0[0].squared().sum() },
    ExpressionCase("sum over the first axis", [[5, 3]]) { $0[0].squared().sum(over: [0]) },
    ExpressionCase("sum over the last axis", [[2, 19]]) { $0[0].squared().sum(over: [-1]) },
    ExpressionCase("sum over two axes apart", [[2, 3, 4, 2]]) {
      $0[0].squared().sum(over: [0, 2], keepsAxes: true) * $0[0]
    },
    ExpressionCase("mean over two axes", [[2, 3, 4]]) { $0[0].exp().mean(over: [1, 2]) },
    ExpressionCase("greatest", [[4, 5]]) { $0[0].greatest(over: [1]).exp() },
    ExpressionCase("greatest over all", [[4, 5]]) { $0[0].greatest().squared() },
    ExpressionCase("log-sum-exp", [[4, 5]]) { (3 * $0[0]).logSumExp(over: [1]) },
    ExpressionCase("log-sum-exp over the first axis", [[4, 3]]) {
      $0[0].logSumExp(over: [0], keepsAxes: true) * $0[0]
    },
  ]

  static let layouts = [
    ExpressionCase("reshaped", [[3, 4]]) { $0[0].reshaped(to: [2, 6]).squared().sum(over: [0]) },
    ExpressionCase("transposed", [[3, 4]]) { $0[0].transposed().squared() },
    ExpressionCase("three axes turned", [[2, 3, 4]]) { $0[0].transposed([2, 0, 1]).exp() },
    ExpressionCase("sliced", [[5, 4]]) { $0[0].sliced([1..<4, 2..<4]).squared() },
    ExpressionCase("sliced along an axis", [[2, 5, 3]]) {
      $0[0].sliced(axis: 1, 1..<3) * $0[0].sliced(axis: -2, 3..<5)
    },
    ExpressionCase("padded", [[2, 3]]) {
      ($0[0].squared().padded(before: [1, 0], after: [0, 2]) + 1).squared()
    },
    ExpressionCase("concatenated", [[2, 3], [2, 1], [2, 2]]) {
      Tensor.concatenated([$0[0], $0[1].squared(), $0[2]], axis: 1).exp()
    },
  ]

  static let products = [
    ExpressionCase("A·B", [[3, 4], [4, 5]]) { $0[0].matmul($0[1]).squared() },
    ExpressionCase("Aᵀ·B", [[4, 3], [4, 5]]) {
      $0[0].matmul($0[1], transposingLeft: true).squared()
    },
    ExpressionCase("A·Bᵀ", [[3, 4], [5, 4]]) {
      $0[0].matmul($0[1], transposingRight: true).squared()
    },
    ExpressionCase("Aᵀ·Bᵀ", [[4, 3], [5, 4]]) {
      $0[0].matmul($0[1], transposingLeft: true, transposingRight: true).squared()
    },
    ExpressionCase("A·b, in lanes", [[5, 20], [20, 1]]) { $0[0].matmul($0[1]).tanh() },
    ExpressionCase("a network", [[6, 3], [3, 8], [8], [8, 2], [2]]) {
      let hidden = ($0[0].matmul($0[1]) + $0[2]).softplus()
      return (hidden.matmul($0[3]) + $0[4]).tanh().squared().mean(over: [0])
    },
    ExpressionCase("a gradient penalty", [[6, 3], [3, 8], [8], [8, 1]]) {
      let scores = ($0[0].matmul($0[1]) + $0[2]).tanh().matmul($0[3])
      let slope = gradient(of: scores.sum(), with: $0[0])
      return ((slope.squared().sum(over: [1]) + 1e-12).sqrt() - 1).squared().mean()
    },
  ]

  static let images = [
    ExpressionCase("a convolution", [[2, 4, 5, 2], [3, 2, 2, 3]]) {
      $0[0].convolved(with: $0[1]).squared()
    },
    ExpressionCase("a convolution, stride 2, padding 1", [[2, 5, 6, 2], [4, 3, 2, 3]]) {
      $0[0].convolved(with: $0[1], stride: 2, padding: 1).squared()
    },
    ExpressionCase("a transposed convolution", [[2, 3, 2, 3], [4, 4, 2, 3]]) {
      $0[0].convolvedTransposed(with: $0[1], stride: 2, padding: 1).squared()
    },
    ExpressionCase("two convolutions", [[1, 6, 6, 1], [3, 3, 1, 2], [3, 3, 1, 2]]) {
      $0[0].convolved(with: $0[1], stride: 2, padding: 1).tanh()
        .convolvedTransposed(with: $0[2], stride: 2, padding: 1).squared()
    },
    ExpressionCase("a transposed convolution to many channels", [[2, 2, 3, 2], [3, 4, 9, 2]]) {
      $0[0].convolvedTransposed(with: $0[1], stride: 2, padding: 1).squared()
    },
    ExpressionCase("a convolution that skips pixels", [[1, 6, 5, 9], [1, 2, 9, 2]]) {
      $0[0].convolved(with: $0[1], stride: 3, padding: 1).squared()
    },
    ExpressionCase("average pooling", [[2, 4, 6, 3]]) { $0[0].averagePooled(2).squared() },
    ExpressionCase("upsampling", [[2, 2, 3, 2]]) { $0[0].upsampled(2).squared() },
    ExpressionCase("batch normalization", [[3, 2, 2, 4], [4], [4]]) {
      let zero = $0[0].graph.constant(0, [4], $0[0].type)
      return $0[0].batchNormalized(
        scale: $0[1], offset: $0[2], runningMean: zero, runningVariance: zero
      ).result.squared()
    },
  ]
}
