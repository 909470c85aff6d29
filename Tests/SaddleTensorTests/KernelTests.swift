import SaddleTensor
import Testing

/// The kernels at sizes that cross tiles, blocks and lanes, against the plain evaluator.
@Suite("Kernels")
struct KernelTests {
  private func expectPlainBits(_ tensors: [Tensor], _ label: String) throws {
    let expected = try tensors.map { try PlainEvaluator().values(of: $0).bits }
    for path in KernelPath.allCases where path.isAvailable {
      let plan = try Plan(tensors, path: path)
      plan.run()
      #expect(tensors.map { plan.values(of: $0).bits } == expected, "\(label), \(path)")
    }
  }

  @Test(
    "Products have the plain evaluator's bits at every size and transposition",
    arguments: [
      [1, 1, 1], [5, 7, 3], [13, 33, 17], [12, 32, 40], [26, 65, 70], [7, 20, 1100], [30, 4, 40],
      [4, 30, 40], [3, 2, 16], [33, 1, 50], [40, 8, 20], [600, 3, 9], [50, 300, 5],
    ], [ScalarType.float32, .float64])
  func product(_ size: [Int], _ type: ScalarType) throws {
    let (m, n, k) = (size[0], size[1], size[2])
    let graph = Graph()
    var numbers = Numbers(seed: 11)
    var results: [Tensor] = []
    for left in [false, true] {
      for right in [false, true] {
        let a = graph.leaf(numbers.array(m * k), shape: left ? [k, m] : [m, k], type)
        let b = graph.leaf(numbers.array(k * n), shape: right ? [n, k] : [k, n], type)
        results.append(a.matmul(b, transposingLeft: left, transposingRight: right))
      }
    }
    try expectPlainBits(results, "\(size)")
  }

  @Test(
    "Reductions and broadcasts cross blocks without a change of bits",
    arguments: [[3, 1, 1300], [2, 700, 3], [40, 17, 1], [1, 5000, 1], [7, 33, 64]],
    [ScalarType.float32, .float64])
  func reduction(_ shape: [Int], _ type: ScalarType) throws {
    let graph = Graph()
    var numbers = Numbers(seed: 12)
    let x = graph.leaf(numbers.array(shape.reduce(1, *)), shape: shape, type)
    let y = graph.leaf(numbers.array(shape[0]), shape: [shape[0], 1, 1], type)
    let z = graph.leaf(numbers.array(shape[2]), shape: [shape[2]], type)
    try expectPlainBits(
      [
        x.sum(), x.sum(over: [0]), x.sum(over: [1]), x.sum(over: [2]), x.sum(over: [0, 2]),
        x.greatest(over: [1]), x.logSumExp(over: [2]), x * y + z, (x - z).tanh() * y,
        x.transposed(), x.sliced(axis: 2, 0..<1),
      ], "\(shape)")
  }

  @Test("Elementary functions vectorize without a change of bits, at any number")
  func functions() throws {
    var numbers = Numbers(seed: 13)
    let special: [Double] = [
      0, -0.0, 1, -1, 0.5, 0x1p-1030, -0x1p-1030, 0x1p-149, 0x1p-130, 1e308, -1e308, 1e38, 88.7, 89,
      -87.5,
      -103.9,
      -104.1, 709.7, 710.1, -708.5, -745.2, -746.5, .infinity, -.infinity, 0.625, -0.625,
      0.7071067811865476,
    ]
    let values = special + numbers.array(1500).map { 40 * $0 } + numbers.array(1500)
    for type in [ScalarType.float32, .float64] {
      let graph = Graph()
      let x = graph.leaf(values, shape: [values.count], type)
      let results = [
        x.exp(), x.tanh(), x.sin(), x.cos(), x.abs().power(x), x.sigmoid(), x.softplus(),
        x.abs().log(), x.abs().sqrt(),
        (x.abs() + 0.1).power(1.7), x.power(3), x.power(-3), x.leakyReLU(), x.relu(),
        x.reciprocal(),
        x.maximum(x.squared()), x.minimum(-x),
      ]
      let finite = try results.map { try PlainEvaluator().values(of: $0) }
      for path in KernelPath.allCases where path.isAvailable {
        let plan = try Plan(results, path: path)
        plan.run()
        for (result, expected) in zip(results, finite) {
          let isEqual = zip(plan.values(of: result), expected).allSatisfy {
            $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN
          }
          #expect(isEqual, "\(path)")
        }
      }
    }
  }

  @Test("The widest path is available, and the generic one everywhere")
  func paths() {
    #expect(KernelPath.generic.isAvailable)
    #expect(KernelPath.widest.isAvailable)
  }
}
