/// An expression: a value that names a node of a ``Graph``.
///
/// Tensors are dense, row-major, and of any rank; operations on them are traced, not run. Give the
/// ones you want computed to a ``Plan``. A tensor keeps its graph alive.
public struct Tensor {
  /// Where it was traced.
  public let graph: Graph
  let id: Int
  let origin: SourceLine

  var node: Graph.Node { graph.nodes[id] }

  /// The extent of each axis; empty for a single number.
  public var shape: [Int] { node.shape }

  /// The product of the extents: 1 for a single number.
  public var count: Int { node.count }

  /// The numbers it holds.
  public var type: ScalarType { node.type }

  /// The memory of a leaf and where in it the leaf starts; nil for a computed tensor.
  public var storage: (block: Block, offset: Int)? {
    guard case .leaf(let index) = node.operation else { return nil }
    return (graph.leaves[index].block, graph.leaves[index].offset)
  }

  /// The numbers of a leaf as they stand in its block, row by row.
  ///
  /// - Precondition: the tensor is a leaf, and is set to as many numbers as it holds.
  public var values: [Double] {
    get {
      guard let (block, offset) = storage else {
        preconditionFailure("values of \(account), which is not a leaf: give it to a plan")
      }
      return (0..<count).map { block[offset + $0] }
    }
    nonmutating set {
      guard let (block, offset) = storage, newValue.count == count else {
        preconditionFailure("\(account) was set to \(newValue.count) numbers")
      }
      for (index, value) in newValue.enumerated() { block[offset + index] = value }
    }
  }

  /// Adds a node whose inputs start with this tensor.
  func make(
    _ operation: Operation, _ others: [Tensor] = [], shape: [Int]? = nil,
    at origin: SourceLine? = nil
  ) -> Tensor {
    let inputs = [id] + others.map(\.id)
    return Tensor(
      graph: graph, id: graph.node(operation, inputs, shape ?? self.shape, type),
      origin: origin ?? self.origin)
  }

  /// The number that this tensor is everywhere, if it is a constant.
  var constantValue: Double? {
    guard case .constant(let value) = node.operation else { return nil }
    return value
  }

  func constant(_ value: Double, shape: [Int]? = nil) -> Tensor {
    Tensor(
      graph: graph, id: graph.node(.constant(value), [], shape ?? self.shape, type), origin: origin)
  }

  /// How an error message calls it: shape, and where it was made.
  var account: String {
    if case .leaf(let index) = node.operation {
      return "\(shape) (leaf '\(graph.leaves[index].name)', \(origin))"
    }
    return "\(shape) (\(origin))"
  }

  /// Notes a mistake and stands in for its result.
  func mistake(
    _ code: TensorError.Code, _ message: String, hint: String? = nil, shape: [Int]? = nil
  ) -> Tensor {
    graph.note(TensorError(code, message, hint: hint))
    return graph.mistaken(shape: shape ?? self.shape, type, origin)
  }

  /// Whether two operands can meet, being of one graph and type.
  ///
  /// Notes the mistake if not.
  func canMeet(_ other: Tensor, in operation: String) -> Bool {
    guard graph === other.graph else {
      let error = TensorError(
        .foreignTensor,
        "\(operation) of \(account) and \(other.account): they were traced in different graphs")
      graph.note(error)
      other.graph.note(error)
      return false
    }
    guard type == other.type else {
      graph.note(
        TensorError(
          .typeMismatch,
          "\(operation) of \(type) \(account) and \(other.type) \(other.account)",
          hint: "give both leaves the same scalar type"))
      return false
    }
    return true
  }
}
