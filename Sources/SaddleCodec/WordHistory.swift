/// The last vectors of a chain, in buffers that take turns.
final class WordHistory<Word: DeltaWord> {
  let count: Int
  /// How many vectors the chain has, as far as it matters: 0, 1 or more.
  private(set) var length = 0
  private var buffers: [UnsafeMutableBufferPointer<Word>] = []

  init(count: Int) {
    self.count = count
    for _ in 0..<3 {
      let buffer = UnsafeMutableBufferPointer<Word>.allocate(capacity: count)
      buffer.initialize(repeating: 0)
      buffers.append(buffer)
    }
  }

  deinit { for buffer in buffers { buffer.deallocate() } }

  /// The newest vector.
  var last: UnsafeBufferPointer<Word> { UnsafeBufferPointer(buffers[0]) }
  /// The one before it, or the newest where there is no other: then nothing is known of its motion.
  var secondLast: UnsafeBufferPointer<Word> { length > 1 ? UnsafeBufferPointer(buffers[1]) : last }
  /// Room for the next one.
  var next: UnsafeMutableBufferPointer<Word> { buffers[2] }

  /// Makes what stands in ``next`` the newest vector; of a new chain if so.
  func advance(startsChain: Bool) {
    buffers.insert(buffers.removeLast(), at: 0)
    length = startsChain ? 1 : length + 1
  }

  /// Forgets all vectors but the newest.
  func keepLastOnly() { length = min(length, 1) }

  /// Fills ``next`` from little-endian bytes.
  func load(_ bytes: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(next).copyMemory(from: bytes)
    #if _endian(big)
    for index in next.indices { next[index] = next[index].littleEndian }
    #endif
  }
}
