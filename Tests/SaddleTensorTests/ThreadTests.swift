import SaddleTensor
import Testing

/// Plans cut into parts however small, so that every kernel is shared, against the plain evaluator.
@Suite("Threads")
struct ThreadTests {
  /// Cuts every instruction of more than a few elements.
  private static let grain = 1.0

  @Test(
    "One, two, three and eight threads give the plain evaluator's bits on every path",
    arguments: ExpressionCase.all, [ScalarType.float32, .float64])
  func bits(of expression: ExpressionCase, _ type: ScalarType) throws {
    let graph = Graph()
    let leaves = expression.leaves(graph, type)
    let outputs =
      [expression.build(leaves)] + gradient(of: expression.value(leaves), with: leaves)
    let expected = try outputs.map { try PlainEvaluator().values(of: $0).bits }
    for path in KernelPath.allCases where path.isAvailable {
      for threads in [1, 2, 3, 8] {
        let plan = try Plan(
          outputs.map { Output($0) }, path: path, threads: threads, grain: Self.grain)
        plan.run()
        plan.run()
        #expect(
          outputs.map { plan.values(of: $0).bits } == expected, "\(path), \(threads) threads")
      }
    }
  }

  @Test(
    "Products, reductions, copies and convolutions of every shape are cut without a change of bits",
    arguments: [ScalarType.float32, .float64])
  func kernels(_ type: ScalarType) throws {
    let graph = Graph()
    var numbers = Numbers(seed: 31)
    func leaf(_ shape: [Int]) -> Tensor {
      graph.leaf(numbers.array(shape.reduce(1, *)), shape: shape, type)
    }
    let images = leaf([3, 9, 8, 10])
    let kernels = leaf([4, 3, 10, 40])
    let results = images.convolved(with: kernels, stride: 2, padding: 1)
    let (wide, tall, thin) = (leaf([5, 300]), leaf([300, 40]), leaf([40, 3]))
    let x = leaf([7, 130, 3])
    let tensors = [
      results, gradient(of: results.squared().sum(), with: images),
      gradient(of: results.squared().sum(), with: kernels),
      wide.matmul(tall), wide.matmul(wide, transposingLeft: true), tall.matmul(thin),
      tall.matmul(thin).transposed(),
      thin.matmul(tall, transposingLeft: true, transposingRight: true),
      x.sum(over: [0]), x.sum(over: [1]), x.sum(over: [2]), x.greatest(over: [1]), x.transposed(),
      x.padded(before: [1, 0, 2], after: [0, 3, 0]), (x * x.sum(over: [1], keepsAxes: true)).tanh(),
      Tensor.concatenated([x, x.exp()], axis: 1),
    ]
    let expected = try tensors.map { try PlainEvaluator().values(of: $0).bits }
    for path in KernelPath.allCases where path.isAvailable {
      for threads in [1, 2, 3, 5] {
        let plan = try Plan(
          tensors.map { Output($0) }, path: path, threads: threads, grain: Self.grain)
        plan.run()
        #expect(tensors.map { plan.values(of: $0).bits } == expected, "\(path), \(threads)")
      }
    }
  }

  @Test("Steps that replace their leaves do so as written, whoever computes which part")
  func updates() throws {
    let graph = Graph()
    var numbers = Numbers(seed: 32)
    let start = numbers.array(5000)
    let (x, y) = (graph.leaf(start, shape: [5000]), graph.leaf([5000]))
    let outputs = [Output(0.5 * x + y, into: x), Output(x - y, into: y)]
    var (px, py) = (start, [Double](repeating: 0, count: 5000))
    let plan = try Plan(outputs, path: .widest, threads: 3, grain: Self.grain)
    for _ in 0..<200 {
      plan.run()
      (px, py) = (zip(px, py).map { 0.5 * $0 + $1 }, zip(px, py).map { $0 - $1 })
    }
    #expect(x.values == px)
    #expect(y.values == py)
  }

  @Test("Plans that replay at the same time do not disturb each other")
  func sideBySide() async throws {
    try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let graph = Graph()
          var numbers = Numbers(seed: 33)
          let x = graph.leaf(numbers.array(40 * 40), shape: [40, 40])
          let plan = try Plan(
            [Output(x.matmul(x).tanh(), into: x)], path: .widest, threads: 2, grain: Self.grain)
          for _ in 0..<300 { plan.run() }
          return x.values.bits
        }
      }
      let results = try await group.reduce(into: []) { $0.append($1) }
      #expect(results.count == 4)
      #expect(Set(results).count == 1)
    }
  }

  @Test("A small plan keeps to one thread, a large one takes what it is given")
  func sizes() throws {
    let graph = Graph()
    let (small, large) = (graph.leaf([8, 8]), graph.leaf([400, 400]))
    #expect(try Plan([small.matmul(small)], threads: 2).threads == 1)
    #expect(try Plan([large.matmul(large)], threads: 2).threads == 2)
    #expect(try Plan([large.matmul(large)], threads: 0).threads == 1)
    #expect(try Plan([large.matmul(large)], threads: 1000).threads == 64)
  }

  @Test("The environment says how many threads, or gets a sentence with the next move")
  func environment() throws {
    #expect(try Plan.standardThreads("3") == 3)
    #expect((1...8).contains(try Plan.standardThreads(nil)))
    #expect(try Plan.standardThreads("") == Plan.standardThreads(nil))
    for text in ["0", "65", "two", "-1"] {
      let error = #expect(throws: TensorError.self) { try Plan.standardThreads(text) }
      #expect(error?.message == "the environment variable SADDLEBAG_THREADS is '\(text)'")
      #expect(error?.hint == "set it to a whole number from 1 to 64, or unset it")
    }
  }
}
