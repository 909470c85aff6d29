/// Where expressions are traced: every operation on tensors adds a node, once.
///
/// Equal expressions become one node (hash-consing), shapes and types are checked as nodes are
/// added, and nothing is computed. The first mistake is kept, tracing goes on, and compiling a
/// ``Plan`` throws it: so a game reads as mathematics, without a `try` on every line, and a wrong
/// shape never reaches a trap or a replay. A graph belongs to one run: it is not `Sendable`.
public final class Graph {
  struct Node {
    let operation: Operation
    let inputs: [Int]
    let shape: [Int]
    let type: ScalarType

    var count: Int { shape.reduce(1, *) }
  }

  struct Leaf {
    let name: String
    let block: Block
    let offset: Int
  }

  private struct Key: Hashable {
    let operation: Operation
    let inputs: [Int]
    let shape: [Int]
    let type: ScalarType
  }

  /// In the order of tracing: inputs stand before what uses them.
  private(set) var nodes: [Node] = []
  private(set) var leaves: [Leaf] = []
  private var ids: [Key: Int] = [:]
  /// The first mistake made in tracing, if any.
  public private(set) var mistake: TensorError?

  /// A graph without nodes.
  public init() {}

  /// Throws the first mistake made so far in tracing.
  public func check() throws(TensorError) {
    if let mistake { throw mistake }
  }

  /// The node of an operation: the one there is, or a new one.
  func node(_ operation: Operation, _ inputs: [Int], _ shape: [Int], _ type: ScalarType) -> Int {
    let key = Key(operation: operation, inputs: inputs, shape: shape, type: type)
    if let id = ids[key] { return id }
    nodes.append(Node(operation: operation, inputs: inputs, shape: shape, type: type))
    ids[key] = nodes.count - 1
    return nodes.count - 1
  }

  /// Keeps the first mistake.
  func note(_ error: TensorError) {
    if mistake == nil { mistake = error }
  }

  /// A variable: a tensor whose numbers come from memory at each replay.
  ///
  /// An empty shape is a single number's. The numbers stand in `block` from `offset` on, or in memory of
  /// the leaf's own, at first 0, if there is no block. Error messages call the leaf by its name.
  public func leaf(
    _ shape: [Int], _ type: ScalarType = .float64, name: String = "a leaf", in block: Block? = nil,
    at offset: Int = 0, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard shape.allSatisfy({ $0 > 0 }) else {
      note(
        TensorError(
          .invalidArgument, "leaf '\(name)' has shape \(shape) (\(origin))",
          hint: "give every axis at least one element"))
      return mistaken(shape: [], type, origin)
    }
    let count = shape.reduce(1, *)
    let block = block ?? Block(type, count: count)
    guard block.type == type, offset >= 0, offset + count <= block.count else {
      note(
        TensorError(
          .shapeMismatch,
          "leaf '\(name)' of shape \(shape) and type \(type) does not fit at \(offset) of a block "
            + "of \(block.count) \(block.type) (\(origin))"))
      return mistaken(shape: shape, type, origin)
    }
    leaves.append(Leaf(name: name, block: block, offset: offset))
    let id = node(.leaf(leaves.count - 1), [], shape, type)
    return Tensor(graph: self, id: id, origin: origin)
  }

  /// A variable with memory of its own that starts at these numbers, row by row.
  public func leaf(
    _ values: [Double], shape: [Int], _ type: ScalarType = .float64, name: String = "a leaf",
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    leaf(shape, type, name: name, in: Block(type, values), fileID: fileID, line: line)
  }

  /// A tensor that is one number everywhere.
  public func constant(
    _ value: Double, _ shape: [Int] = [], _ type: ScalarType = .float64,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let origin = SourceLine(fileID: fileID, line: line)
    guard shape.allSatisfy({ $0 > 0 }) else {
      note(TensorError(.invalidArgument, "a constant has shape \(shape) (\(origin))"))
      return mistaken(shape: [], type, origin)
    }
    return Tensor(graph: self, id: node(.constant(value), [], shape, type), origin: origin)
  }

  func mistaken(shape: [Int], _ type: ScalarType, _ origin: SourceLine) -> Tensor {
    Tensor(graph: self, id: node(.mistake, [], shape, type), origin: origin)
  }
}
