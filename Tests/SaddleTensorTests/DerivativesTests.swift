import SaddleTensor
import Testing

@Suite("Derivatives")
struct DerivativesTests {
  private static let step = 1e-5

  /// Two sided differences of a plan's outputs along a direction, with the leaves put back.
  private func difference(
    _ outputs: [Tensor], _ leaves: [Tensor], along direction: [[Double]]
  ) throws -> [Double] {
    let plan = try Plan(outputs)
    func moved(by step: Double) -> [Double] {
      for (leaf, part) in zip(leaves, direction) {
        for (index, value) in part.enumerated() { leaf.storage?.block[index] += step * value }
      }
      plan.run()
      return outputs.flatMap { plan.values(of: $0) }
    }
    let after = moved(by: Self.step)
    let before = moved(by: -2 * Self.step)
    _ = moved(by: Self.step)
    return zip(after, before).map { ($0 - $1) / (2 * Self.step) }
  }

  private func direction(_ leaves: [Tensor]) -> [[Double]] {
    var numbers = Numbers(seed: 5)
    return leaves.map { numbers.array($0.count) }
  }

  private func values(_ tensors: [Tensor]) throws -> [Double] {
    let plan = try Plan(tensors)
    plan.run()
    return tensors.flatMap { plan.values(of: $0) }
  }

  /// Directional derivatives as leaves and as a tensor contraction.
  private func contract(_ tensors: [Tensor], _ directions: [Tensor]) -> Tensor {
    zip(tensors, directions).map { ($0 * $1).sum() }.reduce(tensors[0].graph.constant(0), +)
  }

  @Test("The gradient is the central difference along every axis", arguments: ExpressionCase.all)
  func gradients(of expression: ExpressionCase) throws {
    let graph = Graph()
    let leaves = expression.leaves(graph, .float64)
    let value = expression.value(leaves)
    let exact = try values(gradient(of: value, with: leaves))
    var estimate: [Double] = []
    for (k, leaf) in leaves.enumerated() {
      for index in 0..<leaf.count {
        var axis = leaves.map { [Double](repeating: 0, count: $0.count) }
        axis[k][index] = 1
        estimate += try difference([value], leaves, along: axis)
      }
    }
    #expect(exact.gap(to: estimate) < 1e-7)
    #expect(exact.contains { $0 != 0 })
  }

  @Test("J·u is the central difference along u", arguments: ExpressionCase.all)
  func tangents(of expression: ExpressionCase) throws {
    let graph = Graph()
    let leaves = expression.leaves(graph, .float64)
    let direction = direction(leaves)
    let tangents = zip(leaves, direction).map { graph.leaf($1, shape: $0.shape) }
    let result = expression.build(leaves)
    let exact = try values(jacobianVectorProduct(of: [result], with: leaves, along: tangents))
    #expect(exact.gap(to: try difference([result], leaves, along: direction)) < 1e-7)
  }

  @Test(
    "Hessian-vector products agree: reverse over reverse, forward over reverse, differences",
    arguments: ExpressionCase.all)
  func secondOrder(of expression: ExpressionCase) throws {
    let graph = Graph()
    let leaves = expression.leaves(graph, .float64)
    let direction = direction(leaves)
    let tangents = zip(leaves, direction).map { graph.leaf($1, shape: $0.shape) }
    let first = gradient(of: expression.value(leaves), with: leaves)
    let reverse = try values(gradient(of: contract(first, tangents), with: leaves))
    let forward = try values(jacobianVectorProduct(of: first, with: leaves, along: tangents))
    #expect(reverse.gap(to: forward) < 1e-12)
    #expect(reverse.gap(to: try difference(first, leaves, along: direction)) < 1e-6)
  }

  @Test("Third derivatives agree between the modes", arguments: ExpressionCase.all)
  func thirdOrder(of expression: ExpressionCase) throws {
    let graph = Graph()
    let leaves = expression.leaves(graph, .float64)
    let direction = direction(leaves)
    let tangents = zip(leaves, direction).map { graph.leaf($1, shape: $0.shape) }
    let first = gradient(of: expression.value(leaves), with: leaves)
    let second = jacobianVectorProduct(of: first, with: leaves, along: tangents)
    let forward = jacobianVectorProduct(of: second, with: leaves, along: tangents)
    let reverse = gradient(
      of: contract(gradient(of: contract(first, tangents), with: leaves), tangents), with: leaves)
    #expect(try values(forward).gap(to: try values(reverse)) < 1e-11)
    #expect(try values(forward).gap(to: difference(second, leaves, along: direction)) < 1e-5)
  }

  @Test("The fifth derivative of x⁵ is 120, and the sixth 0")
  func higherOrder() throws {
    let graph = Graph()
    let x = graph.leaf([1.5], shape: [])
    var derivative = x.power(5)
    for _ in 0..<5 { derivative = gradient(of: derivative, with: x) }
    #expect(try PlainEvaluator().values(of: derivative) == [120])
    #expect(try PlainEvaluator().values(of: gradient(of: derivative, with: x)) == [0])
  }

  @Test("Nothing flows through a stopped tensor, in either mode")
  func stopped() throws {
    let graph = Graph()
    let x = graph.leaf([3], shape: [])
    let value = x * x.squared().stopped()
    #expect(try PlainEvaluator().values(of: gradient(of: value, with: x)) == [9])
    let tangent = jacobianVectorProduct(of: [value], with: [x], along: [graph.constant(2)])
    #expect(try PlainEvaluator().values(of: tangent[0]) == [18])
  }

  @Test("An intermediate tensor is a variable like a leaf, and hides what it is made of")
  func intermediate() throws {
    let graph = Graph()
    let x = graph.leaf([3], shape: [])
    let square = x.squared()
    let value = square.squared() + x
    let gradients = gradient(of: value, with: [square, x])
    #expect(try PlainEvaluator().values(of: gradients[0]) == [18])
    #expect(try PlainEvaluator().values(of: gradients[1]) == [1])
    #expect(try PlainEvaluator().values(of: gradient(of: value, with: x)) == [109])
  }

  @Test("The greatest elements of a tie share the derivative")
  func ties() throws {
    let graph = Graph()
    let x = graph.leaf([2, 7, 7, 1], shape: [4])
    let value = x.greatest()
    #expect(try PlainEvaluator().values(of: value) == [7])
    #expect(try PlainEvaluator().values(of: gradient(of: value, with: x)) == [0, 0.5, 0.5, 0])
  }
}
