import SaddleTensor
import Testing

@Suite("Plans")
struct PlanTests {
  @Test(
    "A plan gives the plain evaluator's bits on every path, clustered or not",
    arguments: ExpressionCase.all, [ScalarType.float32, .float64])
  func bits(of expression: ExpressionCase, _ type: ScalarType) throws {
    let graph = Graph()
    let leaves = expression.leaves(graph, type)
    let tangents = expression.leaves(graph, type)
    let first = gradient(of: expression.value(leaves), with: leaves)
    let second = jacobianVectorProduct(of: first, with: leaves, along: tangents)
    let outputs = [expression.build(leaves)] + first + second
    let expected = try outputs.map { try PlainEvaluator().values(of: $0).bits }
    for path in KernelPath.allCases where path.isAvailable {
      for fuses in [true, false] {
        let plan = try Plan(outputs, path: path, fuses: fuses)
        // Twice: a replay must not depend on what the arena held before.
        plan.run()
        plan.run()
        #expect(outputs.map { plan.values(of: $0).bits } == expected, "\(path), fuses: \(fuses)")
      }
    }
  }

  @Test("Results replace the leaves they were computed from, as if all at the end")
  func exchange() throws {
    let graph = Graph()
    let x = graph.leaf([1, 2], shape: [2])
    let y = graph.leaf([10, 20], shape: [2])
    let plan = try Plan([Output(y, into: x), Output(x, into: y), Output(x + y)])
    plan.run()
    #expect(x.values == [10, 20])
    #expect(y.values == [1, 2])
    plan.run()
    #expect(x.values == [1, 2])
  }

  @Test("A bilinear game steps as written, on all paths", arguments: [1, 3, 700])
  func bilinear(_ dimension: Int) throws {
    for path in KernelPath.allCases where path.isAvailable {
      let graph = Graph()
      var numbers = Numbers(seed: 3)
      var (px, py) = (numbers.array(dimension), numbers.array(dimension))
      let x = graph.leaf(px, shape: [dimension])
      let y = graph.leaf(py, shape: [dimension])
      let payoff = (x * y).sum()
      let gradients = gradient(of: payoff, with: [x, y])
      let plan = try Plan(
        [
          Output(x - 0.125 * gradients[0], into: x), Output(y + 0.125 * gradients[1], into: y),
          Output(x.greatest()),
        ], path: path)
      for _ in 0..<5 {
        plan.run()
        (px, py) = (zip(px, py).map { $0 - 0.125 * $1 }, zip(px, py).map { $1 + 0.125 * $0 })
        #expect(x.values == px)
        #expect(y.values == py)
      }
    }
  }

  @Test("An update that is also read whole elsewhere waits for the reader")
  func waits() throws {
    let graph = Graph()
    let x = graph.leaf((0..<1200).map(Double.init), shape: [1200])
    let scale = graph.leaf([2], shape: [1])
    // `scale` is broadcast by the step that would overwrite it, and x is read after its update.
    let next = x * scale
    let plan = try Plan([
      Output(next, into: x), Output(scale + 1, into: scale), Output((x * next).sum()),
    ])
    plan.run()
    #expect(x.values == (0..<1200).map { 2 * Double($0) })
    #expect(scale.values == [3])
  }

  @Test("Gradients of several tensors land in one flat block")
  func flat() throws {
    let graph = Graph()
    let parameters = Block(.float64, [1, 2, 3, 4, 5, 6])
    let gradients = Block(.float64, count: 6)
    let weight = graph.leaf([2, 2], name: "weight", in: parameters)
    let bias = graph.leaf([2], name: "bias", in: parameters, at: 4)
    let value = (weight.squared().sum(over: [0]) * bias).sum()
    let parts = gradient(of: value, with: [weight, bias])
    let plan = try Plan([
      Output(parts[0], in: gradients), Output(parts[1], in: gradients, at: 4), Output(value),
    ])
    plan.run()
    #expect(gradients.values == [10, 24, 30, 48, 10, 20])
    #expect(plan.values(of: value) == [170])
  }

  @Test("Memory is used again: a chain of fifty layers needs two intermediate results")
  func arena() throws {
    let graph = Graph()
    let weight = graph.leaf([Double](repeating: 0.01, count: 64 * 64), shape: [64, 64])
    var x = weight
    for _ in 0..<50 { x = x.matmul(weight) }
    let plan = try Plan([x])
    #expect(plan.arenaBytes == 2 * 64 * 64 * 8)
    #expect(plan.operationCount == 50)
  }

  @Test("A scalar game's step is one instruction per level, not one per operation")
  func clusters() throws {
    let graph = Graph()
    let x = graph.leaf([1], shape: [])
    let y = graph.leaf([1], shape: [])
    let payoff = 0.5 * x.squared() + x * y - 0.5 * y.squared()
    let field = gradient(of: payoff, with: [x, y])
    let plan = try Plan([
      Output(x - 0.1 * field[0], into: x), Output(y + 0.1 * field[1], into: y), Output(payoff),
    ])
    #expect(plan.instructionCount == 1)
    plan.run()
    #expect(x.values == [1 - 0.1 * 2])
  }

  @Test("Equal expressions are traced once")
  func consing() throws {
    let graph = Graph()
    let x = graph.leaf([1, 2], shape: [2])
    let plan = try Plan([x.exp() + x.tanh(), x.exp() + x.tanh() + 1])
    #expect(plan.operationCount == 4)
  }

  @Test(
    "A stopped tensor's descendants are computed once with the tensor's own, and both are outputs")
  func aliases() throws {
    let graph = Graph()
    let x = graph.leaf([0.5, 2], shape: [2])
    let (value, fixed) = (x.exp().tanh(), x.stopped().exp().tanh())
    let (first, second) = (graph.leaf([2]), graph.leaf([2]))
    let plan = try Plan([Output(value, into: first), Output(fixed, into: second), Output(fixed)])
    // exp, tanh, and a copy for each output after the first.
    #expect(plan.operationCount == 4)
    plan.run()
    let expected = try PlainEvaluator().values(of: value)
    #expect(first.values == expected)
    #expect(second.values == expected)
    #expect(plan.values(of: fixed) == expected)
  }

  @Test("Views of one tensor in two shapes are not mixed up")
  func views() throws {
    let graph = Graph()
    let x = graph.leaf([1, 2, 3, 4, 5, 6], shape: [6])
    let (wide, tall) = (x.reshaped(to: [2, 3]), x.reshaped(to: [3, 2]))
    let plan = try Plan([wide.transposed().reshaped(to: [6]), tall.transposed().reshaped(to: [6])])
    plan.run()
    #expect(plan.values(of: wide.transposed().reshaped(to: [6])) == [1, 4, 2, 5, 3, 6])
    #expect(plan.values(of: tall.transposed().reshaped(to: [6])) == [1, 3, 5, 2, 4, 6])
  }
}
