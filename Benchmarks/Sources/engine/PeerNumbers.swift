import SaddleTensor

/// Numbers that the peers make as well, so that all engines start at the same point: SplitMix64's output
/// number k as a uniform number in [−1, 1).
struct PeerNumbers {
  private var index: UInt64 = 0

  mutating func next() -> Double {
    index += 1
    var z = index &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1
  }

  /// Sets a leaf to the next numbers times a scale, row by row.
  mutating func fill(_ leaf: Tensor, scale: Double = 1) {
    leaf.values = (0..<leaf.count).map { _ in scale * next() }
  }
}

/// A flat block of parameters that leaves are taken from one after another.
struct ParameterBlock {
  let block: Block
  private let graph: Graph
  private var used = 0
  private(set) var tensors: [Tensor] = []

  init(_ graph: Graph, count: Int) {
    self.graph = graph
    block = Block(.float32, count: count)
  }

  /// The next leaf: weights of this fan-in, or zeros where there is none.
  mutating func take(_ shape: [Int], fanIn: Int? = nil, _ numbers: inout PeerNumbers) -> Tensor {
    let leaf = graph.leaf(shape, .float32, name: "parameter", in: block, at: used)
    if let fanIn { numbers.fill(leaf, scale: 1 / Double(fanIn).squareRoot()) }
    used += leaf.count
    tensors.append(leaf)
    return leaf
  }
}

extension [Tensor] {
  /// Adam's update (Kingma & Ba 2015) of these leaves, with its moments as further leaves.
  func adam(
    _ gradients: [Tensor], stepSize: Double, beta1: Double, beta2: Double
  ) -> [Output] {
    guard let graph = first?.graph else { return [] }
    let powers = [beta1, beta2].map { _ in graph.leaf([1], shape: [], .float32) }
    let next = zip(powers, [beta1, beta2]).map { $0 * $1 }
    let corrections = next.map { 1 / (1 - $0) }
    var outputs = zip(next, powers).map { Output($0, into: $1) }
    for (x, g) in zip(self, gradients) {
      let (m, v) = (graph.leaf(x.shape, .float32), graph.leaf(x.shape, .float32))
      let nextM = beta1 * m + (1 - beta1) * g
      let nextV = beta2 * v + (1 - beta2) * g.squared()
      let step = nextM * corrections[0] / ((nextV * corrections[1]).sqrt() + 1e-8)
      outputs += [
        Output(nextM, into: m), Output(nextV, into: v), Output(x - stepSize * step, into: x),
      ]
    }
    return outputs
  }
}
