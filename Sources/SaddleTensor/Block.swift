/// Flat memory that plans read and write: one player's parameters, their gradient, an optimizer's
/// moments, a batch.
///
/// The numbers stand one after another from a 64-byte boundary, all 0 at first. Leaves are windows
/// on a block and results can be sent to one, so that a snapshot, a norm or a checkpoint of all the
/// parameters of a network is one loop over one block. A block belongs to one run: it is not
/// `Sendable`.
public final class Block {
  /// The numbers it holds.
  public let type: ScalarType
  /// How many numbers it holds.
  public let count: Int
  let memory: UnsafeMutableRawPointer

  /// Memory for `count` zeros.
  public init(_ type: ScalarType, count: Int) {
    precondition(count >= 0, "a block of \(count) numbers was asked for")
    self.type = type
    self.count = count
    let byteCount = max(1, count * type.byteCount)
    memory = .allocate(byteCount: byteCount, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  /// Memory for these numbers, rounded to the type.
  public convenience init(_ type: ScalarType, _ values: [Double]) {
    self.init(type, count: values.count)
    self.values = values
  }

  deinit { memory.deallocate() }

  /// One number, rounded to the type when set.
  public subscript(index: Int) -> Double {
    get {
      precondition(
        (0..<count).contains(index), "number \(index) of a block of \(count) was asked for")
      return switch type {
      case .float32: Double(memory.assumingMemoryBound(to: Float.self)[index])
      case .float64: memory.assumingMemoryBound(to: Double.self)[index]
      }
    }
    set {
      precondition(
        (0..<count).contains(index), "number \(index) of a block of \(count) was set")
      switch type {
      case .float32: memory.assumingMemoryBound(to: Float.self)[index] = Float(newValue)
      case .float64: memory.assumingMemoryBound(to: Double.self)[index] = newValue
      }
    }
  }

  /// All the numbers, as doubles.
  ///
  /// - Precondition: as many are set as the block holds.
  public var values: [Double] {
    get { (0..<count).map { self[$0] } }
    set {
      precondition(
        newValue.count == count, "\(newValue.count) numbers were set in a block of \(count)")
      for (index, value) in newValue.enumerated() { self[index] = value }
    }
  }

  /// The bytes of the numbers, in this machine's order: what a checkpoint keeps and a digest reads.
  ///
  /// The buffer is valid only inside `body`.
  public func withBytes<Result>(_ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
    body(UnsafeMutableRawBufferPointer(start: memory, count: count * type.byteCount))
  }

  func address(at offset: Int) -> UnsafeMutableRawPointer { memory + offset * type.byteCount }
}
