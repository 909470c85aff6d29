/// Which nodes of a graph hold the same numbers, so that a plan computes and stores them once.
///
/// A stopped or reshaped tensor is its input under another name, and so operations on it may repeat
/// operations on the input: a critic's scores of `fake` and of `fake.stopped()` are equal numbers with
/// different derivatives.
struct Aliases {
  private struct Key: Hashable {
    let operation: Operation
    let inputs: [Int]
    let inputShapes: [[Int]]
    let shape: [Int]
    let type: ScalarType
  }

  private var roots: [Int] = []

  init(_ graph: Graph) {
    var first: [Key: Int] = [:]
    roots.reserveCapacity(graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      guard !node.operation.isAlias else {
        roots.append(roots[node.inputs[0]])
        continue
      }
      let key = Key(
        operation: node.operation, inputs: node.inputs.map { roots[$0] },
        inputShapes: node.inputs.map { graph.nodes[$0].shape }, shape: node.shape, type: node.type)
      roots.append(first[key] ?? id)
      if first[key] == nil { first[key] = id }
    }
  }

  /// The first node with the same numbers.
  func root(_ id: Int) -> Int { roots[id] }
}
