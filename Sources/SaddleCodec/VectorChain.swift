/// How wide the floats of a chain's vectors are.
public enum FloatWidth: Int, Hashable, Sendable {
  /// 32 bits.
  case single = 4
  /// 64 bits.
  case double = 8
}

/// Writes a sequence of vectors of one length: some whole, the others as lossless deltas.
///
/// Vectors are the little-endian bytes of floats, every bit of which comes back: the signs of zeros and
/// the payloads of NaNs, too. A delta refers to the two vectors before it (the one after a whole vector
/// to that alone), by a prediction that follows momentum: parameters trained by Adam or with momentum
/// move on as they did. 32-bit floats take about half their bytes while a training is lively, and less
/// as it calms down. Deltas of random bytes are larger than the bytes: a caller keeps that vector whole,
/// and says so by ``startOver()``.
///
///     let writer = VectorChainWriter(.single, count: 1_000_000)
///     let delta = writer.next(bytes)  // nil: the first vector, which is whole
///
/// One thread at a time. `docs/parameters.md` describes the bytes.
///
/// - Complexity: O(count) time; memory for four vectors.
public final class VectorChainWriter {
  private let first: (UnsafeRawBufferPointer) -> Void
  private let step: (UnsafeRawBufferPointer) -> [UInt8]?
  private let forget: () -> Void

  /// A chain that has no vector yet.
  public init(_ width: FloatWidth, count: Int) {
    switch width {
    case .single: (first, step, forget) = Self.functions(UInt32.self, count)
    case .double: (first, step, forget) = Self.functions(UInt64.self, count)
    }
  }

  private static func functions<Word: DeltaWord>(
    _: Word.Type, _ count: Int
  ) -> (
    (UnsafeRawBufferPointer) -> Void, (UnsafeRawBufferPointer) -> [UInt8]?, () -> Void
  ) {
    let history = WordHistory<Word>(count: count)
    let encoder = DeltaEncoder<Word>()
    func start(_ vector: UnsafeRawBufferPointer) {
      history.load(vector)
      history.advance(startsChain: true)
    }
    func next(_ vector: UnsafeRawBufferPointer) -> [UInt8]? {
      guard history.length > 0 else {
        start(vector)
        return nil
      }
      history.load(vector)
      let delta = encoder.encode(
        UnsafeBufferPointer(history.next), after: history.last, and: history.secondLast)
      history.advance(startsChain: false)
      return delta
    }
    return (start, next, history.keepLastOnly)
  }

  /// Takes a vector that is kept whole, and starts a chain.
  ///
  /// - Precondition: as for ``next(_:)``.
  public func start(_ vector: UnsafeRawBufferPointer) { first(vector) }

  /// Takes the next vector of the chain; returns its delta, or nil for the first one.
  ///
  /// - Precondition: `vector` has as many bytes as the chain's vectors.
  public func next(_ vector: UnsafeRawBufferPointer) -> [UInt8]? { step(vector) }

  /// Makes the vector taken last the first of a new chain: it is kept whole.
  public func startOver() { forget() }
}

/// Reads a sequence of vectors that a ``VectorChainWriter`` wrote.
///
/// Bytes that none wrote are an error, or other numbers, which a check of the numbers must find; they
/// never make it read beyond them. One thread at a time.
public final class VectorChainReader {
  private let startFrom: (UnsafeRawBufferPointer) throws(CodecError) -> Void
  private let step: (UnsafeRawBufferPointer) throws(CodecError) -> Void
  private let current: () -> UnsafeRawBufferPointer

  /// A chain that has no vector yet.
  public init(_ width: FloatWidth, count: Int) {
    switch width {
    case .single: (startFrom, step, current) = Self.functions(UInt32.self, count)
    case .double: (startFrom, step, current) = Self.functions(UInt64.self, count)
    }
  }

  private typealias Function = (UnsafeRawBufferPointer) throws(CodecError) -> Void

  private static func functions<Word: DeltaWord>(
    _: Word.Type, _ count: Int
  ) -> (Function, Function, () -> UnsafeRawBufferPointer) {
    let history = WordHistory<Word>(count: count)
    let decoder = DeltaDecoder<Word>()
    func start(_ vector: UnsafeRawBufferPointer) throws(CodecError) {
      guard vector.count == count * Word.bitWidth / 8 else {
        throw CodecError("it has \(vector.count) bytes, not \(count * Word.bitWidth / 8)")
      }
      history.load(vector)
      history.advance(startsChain: true)
    }
    func next(_ delta: UnsafeRawBufferPointer) throws(CodecError) {
      guard history.length > 0 else { throw CodecError("it has no whole vector before it") }
      try decoder.decode(
        delta, after: history.last, and: history.secondLast, into: history.next)
      #if _endian(big)
      #error("the bytes of a decoded vector would have to be swapped")
      #endif
      history.advance(startsChain: false)
    }
    return (start, next, { UnsafeRawBufferPointer(history.last) })
  }

  /// Takes a whole vector, which starts a chain.
  ///
  /// - Throws: ``CodecError`` if its length is not that of the chain's vectors.
  public func start(_ vector: UnsafeRawBufferPointer) throws(CodecError) { try startFrom(vector) }

  /// Takes the delta of the next vector.
  ///
  /// - Throws: ``CodecError`` if no writer wrote these bytes; the vectors before are still there.
  public func next(_ delta: UnsafeRawBufferPointer) throws(CodecError) { try step(delta) }

  /// Hands the bytes of the vector taken last to `body`: zeros before the first.
  public func withVector<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result { try body(current()) }
}
