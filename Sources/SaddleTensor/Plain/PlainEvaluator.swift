/// Evaluates expressions one operation at a time, by loops as plain as their definitions: slow, and
/// the judge of every plan.
///
/// It shares with the kernels the order of summation and the elementary functions, nothing else, and
/// gives the same bits. Use it to look at a value while writing a game; use a ``Plan`` to play it.
public struct PlainEvaluator {
  /// An evaluator.
  public init() {}

  /// The numbers of a tensor from its leaves as they stand, row by row.
  ///
  /// - Throws: the first mistake made in tracing.
  /// - Complexity: every operation that the tensor depends on is computed anew.
  public func values(of tensor: Tensor) throws(TensorError) -> [Double] {
    try tensor.graph.check()
    return switch tensor.type {
    case .float32: PlainEvaluation<Float>(tensor).result.map(Double.init)
    case .float64: PlainEvaluation<Double>(tensor).result
    }
  }
}

/// One evaluation: every node up to the wanted one, in the order of tracing.
struct PlainEvaluation<Scalar: PlainScalar> {
  private(set) var result: [Scalar] = []
  private let graph: Graph
  private var values: [Int: [Scalar]] = [:]

  init(_ tensor: Tensor) {
    graph = tensor.graph
    var isNeeded = [Bool](repeating: false, count: tensor.id + 1)
    isNeeded[tensor.id] = true
    for id in isNeeded.indices.reversed() where isNeeded[id] {
      for input in graph.nodes[id].inputs { isNeeded[input] = true }
    }
    for id in isNeeded.indices where isNeeded[id] { values[id] = value(id) }
    result = values[tensor.id] ?? []
  }

  private func input(_ node: Graph.Node, _ index: Int) -> (values: [Scalar], shape: [Int]) {
    (values[node.inputs[index]] ?? [], graph.nodes[node.inputs[index]].shape)
  }

  private func value(_ id: Int) -> [Scalar] {
    let node = graph.nodes[id]
    switch node.operation {
    case .mistake: return []
    case .leaf(let index):
      let leaf = graph.leaves[index]
      return (0..<node.count).map { Scalar(leaf.block[leaf.offset + $0]) }
    case .constant(let value): return [Scalar](repeating: Scalar(value), count: node.count)
    case .stop, .reshape: return input(node, 0).values
    case .elementwise(let function, let constant):
      let (left, s) = (input(node, 0).values, Scalar(constant))
      guard node.inputs.count == 2 else { return left.map { function.of($0, $0, s) } }
      return zip(left, input(node, 1).values).map { function.of($0, $1, s) }
    case .expand(let axis):
      let x = input(node, 0).values
      return axis.places.map { x[$0.outer * axis.inner + $0.inner] }
    case .sum(let axis): return PlainSums.sum(input(node, 0).values, axis)
    case .greatest(let axis):
      let x = input(node, 0).values
      return PlainSums.columns(axis).map { column in
        column.dropFirst().reduce(x[column[0]]) { x[$1] > $0 ? x[$1] : $0 }
      }
    case .permute, .slice, .pad, .concatenate: return arranged(node)
    case .product(let left, let right):
      let a = PlainMatrix(input(node, 0), transposed: left)
      let b = PlainMatrix(input(node, 1), transposed: right)
      return a.times(b)
    case .convolution(let window):
      return PlainConvolution(window).result(input(node, 0).values, input(node, 1).values)
    case .convolutionInput(let window):
      return PlainConvolution(window).image(input(node, 0).values, input(node, 1).values)
    case .convolutionKernel(let window):
      return PlainConvolution(window).kernel(input(node, 0).values, input(node, 1).values)
    }
  }

  /// Operations that only move numbers: each index of the result is traced back to its source.
  private func arranged(_ node: Graph.Node) -> [Scalar] {
    let (x, shape) = input(node, 0)
    return Self.indices(node.shape).map { index in
      switch node.operation {
      case .permute(let order):
        var source = index
        for (axis, from) in order.enumerated() { source[from] = index[axis] }
        return x[Self.position(source, shape)]
      case .slice(let starts):
        return x[Self.position(zip(index, starts).map { $0 + $1 }, shape)]
      case .pad(let starts):
        let source = zip(index, starts).map { $0 - $1 }
        let isInside = zip(source, shape).allSatisfy { (0..<$1).contains($0) }
        return isInside ? x[Self.position(source, shape)] : 0
      case .concatenate(let axis):
        var (source, part) = (index, 0)
        while source[axis] >= input(node, part).shape[axis] {
          source[axis] -= input(node, part).shape[axis]
          part += 1
        }
        return input(node, part).values[Self.position(source, input(node, part).shape)]
      default: return 0
      }
    }
  }

  private static func indices(_ shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { prefixes, extent in
      prefixes.flatMap { prefix in (0..<extent).map { prefix + [$0] } }
    }
  }

  private static func position(_ index: [Int], _ shape: [Int]) -> Int {
    zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }
  }
}

extension Axis {
  fileprivate var places: [(outer: Int, inner: Int)] {
    (0..<outer).flatMap { o in
      (0..<count).flatMap { _ in (0..<inner).map { (outer: o, inner: $0) } }
    }
  }
}
