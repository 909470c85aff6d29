/// A tensor that a plan computes, and where its numbers go.
public struct Output {
  let tensor: Tensor
  let destination: Destination?

  struct Destination {
    let block: Block
    let offset: Int
  }

  /// A result that stays in the plan; read it with ``Plan/values(of:)``.
  public init(_ tensor: Tensor) {
    self.tensor = tensor
    destination = nil
  }

  /// A result written to a block, such as one tensor's part of a flat gradient.
  public init(_ tensor: Tensor, in block: Block, at offset: Int = 0) {
    self.tensor = tensor
    destination = Destination(block: block, offset: offset)
  }

  /// A result that becomes the new value of a leaf at the end of each replay: a parameter, an
  /// optimizer's moment, a running mean.
  ///
  /// - Precondition: `leaf` is a leaf.
  public init(_ tensor: Tensor, into leaf: Tensor) {
    guard let storage = leaf.storage else {
      preconditionFailure("a result was sent into \(leaf.account), which is not a leaf")
    }
    self.init(tensor, in: storage.block, at: storage.offset)
  }

  func check() throws(TensorError) {
    guard let destination else { return }
    let block = destination.block
    guard block.type == tensor.type, destination.offset >= 0,
      destination.offset + tensor.count <= block.count
    else {
      throw TensorError(
        .invalidOutput,
        "\(tensor.type) \(tensor.account) does not fit at \(destination.offset) of a block of "
          + "\(block.count) \(block.type)")
    }
  }
}

/// A range of memory; two overlap if they share a byte.
struct Region: Equatable {
  let start: UnsafeMutableRawPointer
  let byteCount: Int

  init(_ block: Block, at offset: Int, count: Int) {
    start = block.address(at: offset)
    byteCount = count * block.type.byteCount
  }

  func overlaps(_ other: Region) -> Bool {
    start < other.start + other.byteCount && other.start < start + byteCount
  }
}
