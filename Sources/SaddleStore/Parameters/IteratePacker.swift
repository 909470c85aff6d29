import SaddleRecording

/// Packs the parameters of large steps for the queue, as they will be stored: the thread that trains
/// copies them once, 32-bit floats into half of their bytes, and into memory that was used before, which
/// the system need not find and clear.
///
/// `@unchecked Sendable`: `free` is read and written only while `monitor` is locked.
final class IteratePacker: @unchecked Sendable {
  /// So many pieces of memory are kept for the next steps; more are in use only while the writer is behind.
  private static let keptCount = 4

  private let shape: RunShape
  private let monitor = Monitor()
  private var free: [UnsafeMutableRawBufferPointer] = []

  init(_ shape: RunShape) { self.shape = shape }

  deinit { for memory in free { memory.deallocate() } }

  /// The step with its parameters packed, if it has some.
  ///
  /// - Throws: `.inexactParameters` if one is not exact in the run's 32-bit floats.
  func pack(_ step: StepRecord) throws(StoreError) -> StepGroup.Step {
    guard let x = step.minimizerSlice, let y = step.maximizerSlice else {
      return StepGroup.Step(record: step)
    }
    let packed = PackedIterate(
      take(), minimizerBytes: shape.minimizerCount * shape.format.byteCount, packer: self)
    try packed.fill(x, y, shape.format)
    var record = step
    (record.minimizerSlice, record.maximizerSlice) = (nil, nil)
    return StepGroup.Step(record: record, packed: packed)
  }

  private func take() -> UnsafeMutableRawBufferPointer {
    monitor.lock()
    defer { monitor.unlock() }
    return free.popLast() ?? .allocate(byteCount: shape.stepBytes, alignment: 64)
  }

  fileprivate func giveBack(_ memory: UnsafeMutableRawBufferPointer) {
    monitor.lock()
    defer { monitor.unlock() }
    if free.count < Self.keptCount { free.append(memory) } else { memory.deallocate() }
  }
}

/// Both players' parameters in the bytes in which they are stored; its memory goes back to the packer when
/// the last one lets go of it.
///
/// `@unchecked Sendable`: filled before anyone else sees it, and only read from then on.
final class PackedIterate: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer
  private let minimizerBytes: Int
  private let packer: IteratePacker

  fileprivate init(
    _ memory: UnsafeMutableRawBufferPointer, minimizerBytes: Int, packer: IteratePacker
  ) {
    self.memory = memory
    self.minimizerBytes = minimizerBytes
    self.packer = packer
  }

  deinit { packer.giveBack(memory) }

  fileprivate func fill(
    _ x: ArraySlice<Double>, _ y: ArraySlice<Double>, _ format: ParameterFormat
  ) throws(StoreError) {
    try x.write(
      to: UnsafeMutableRawBufferPointer(rebasing: memory[..<minimizerBytes]), as: format)
    try y.write(
      to: UnsafeMutableRawBufferPointer(rebasing: memory[minimizerBytes...]), as: format)
  }

  var byteCount: Int { memory.count }

  /// The bytes of x, as long as this lives.
  var minimizer: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[..<minimizerBytes])
  }

  /// The bytes of y, as long as this lives.
  var maximizer: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[minimizerBytes...])
  }
}
