/// Reads what ``DeltaEncoder`` wrote.
///
/// Whatever the bytes are, nothing outside of them is read and every value is written at most once: the
/// place of each read is held within the delta, and streams that do not end where they say are an error.
final class DeltaDecoder<Word: DeltaWord> {
  /// For each context and the next eleven bits: the class, and the length of its code word times 256.
  private let entries: UnsafeMutableBufferPointer<UInt16>
  private let flat: [UInt16]

  init() {
    entries = .allocate(capacity: Word.classCount << PrefixCode.maximumLength)
    flat = [UInt16](unsafeUninitializedCapacity: PrefixCode.fullSum) { buffer, count in
      Self.fill(buffer, with: PrefixCode.flatLengths(Word.classCount))
      count = PrefixCode.fullSum
    }
  }

  deinit { entries.deallocate() }

  private static func fill(_ table: UnsafeMutableBufferPointer<UInt16>, with lengths: [UInt8]) {
    PrefixCode.forEachWord(lengths) { symbol, word, length in
      let entry = UInt16(symbol | length << 8)
      for index in stride(from: Int(word), to: PrefixCode.fullSum, by: 1 << length) {
        table[index] = entry
      }
    }
  }

  /// Writes the vector whose delta against `last` and `secondLast` is `bytes`; all are as long.
  ///
  /// - Throws: ``CodecError`` if no encoder wrote the bytes for vectors of this length; then `values`
  ///   holds anything.
  func decode(
    _ bytes: UnsafeRawBufferPointer, after last: UnsafeBufferPointer<Word>,
    and secondLast: UnsafeBufferPointer<Word>, into values: UnsafeMutableBufferPointer<Word>
  ) throws(CodecError) {
    guard let first = bytes.first, let predictor = Self.predictor(first) else {
      throw CodecError("it does not begin as a delta of \(Word.bitWidth)-bit floats does")
    }
    let start = try readCodes(bytes)
    switch predictor {
    case .last: try decode(.last, bytes, start, last, secondLast, values)
    case .half: try decode(.half, bytes, start, last, secondLast, values)
    case .damped: try decode(.damped, bytes, start, last, secondLast, values)
    case .linear: try decode(.linear, bytes, start, last, secondLast, values)
    }
  }

  private static func predictor(_ mark: UInt8) -> Predictor? {
    let base = DeltaLayout.mark(Word.self)
    return mark < base ? nil : Predictor(rawValue: mark - base)
  }

  /// Reads the codes; returns where the chunks begin.
  private func readCodes(_ bytes: UnsafeRawBufferPointer) throws(CodecError) -> Int {
    var offset = 1 + DeltaLayout.bitmapBytes(Word.self)
    guard bytes.count >= offset else { throw CodecError("it ends within its codes") }
    for context in 0..<Word.classCount {
      let table = UnsafeMutableBufferPointer(
        rebasing: entries[
          context << PrefixCode.maximumLength..<(context + 1) << PrefixCode.maximumLength])
      guard bytes[1 + context / 8] & 1 << UInt8(context % 8) != 0 else {
        _ = table.update(fromContentsOf: flat)
        continue
      }
      guard bytes.count >= offset + DeltaLayout.codeBytes(Word.self) else {
        throw CodecError("it ends within its codes")
      }
      let lengths = (0..<Word.classCount).map { symbol in
        bytes[offset + symbol / 2] >> (symbol % 2 == 0 ? 0 : 4) & 15
      }
      guard lengths.allSatisfy({ 1...UInt8(PrefixCode.maximumLength) ~= $0 }),
        lengths.reduce(0, { $0 + PrefixCode.weight($1) }) == PrefixCode.fullSum
      else { throw CodecError("the code of context \(context) is none") }
      Self.fill(table, with: lengths)
      offset += DeltaLayout.codeBytes(Word.self)
    }
    return offset
  }

  @inline(__always)
  private func decode(
    _ predictor: Predictor, _ bytes: UnsafeRawBufferPointer, _ start: Int,
    _ last: UnsafeBufferPointer<Word>, _ secondLast: UnsafeBufferPointer<Word>,
    _ values: UnsafeMutableBufferPointer<Word>
  ) throws(CodecError) {
    var offset = start
    var place = 0
    while place < values.count {
      let count = min(DeltaLayout.chunkCount, values.count - place)
      offset = try decodeChunk(
        predictor, bytes, offset, last, secondLast, values, place..<place + count)
      place += count
    }
    guard offset + DeltaLayout.padding == bytes.count else {
      throw CodecError("it goes on after its last value")
    }
  }

  /// Reads one value at a place in bits, which moves on.
  @inline(__always)
  private func next(
    _ predictor: Predictor, _ bytes: UnsafeRawBufferPointer, _ limit: Int, _ bit: inout Int,
    _ last: Word, _ secondLast: Word
  ) -> Word {
    let previous = last.ordered
    let change = previous &- secondLast.ordered
    let row = change.zigzag.size &<< PrefixCode.maximumLength
    var window = Self.window(bytes, limit, bit)
    let entry = entries[row | Int(truncatingIfNeeded: window) & (PrefixCode.fullSum &- 1)]
    let size = UInt64(entry & 0xFF)
    let length = UInt64(entry &>> 8)
    let rest = size &- (size > 0 ? 1 : 0)
    var fraction: UInt64
    if Word.joinedBits >= Word.bitWidth - 1 {
      fraction = (window &>> length) & ((1 &<< rest) &- 1)
      bit &+= Int(truncatingIfNeeded: length &+ rest)
    } else {
      let joined = min(rest, UInt64(Word.joinedBits))
      fraction = (window &>> length) & ((1 &<< joined) &- 1)
      bit &+= Int(truncatingIfNeeded: length &+ joined)
      window = Self.window(bytes, limit, bit)
      let above = rest &- joined
      fraction |= (window & ((1 &<< above) &- 1)) &<< joined
      bit &+= Int(truncatingIfNeeded: above)
    }
    let residual = Word(truncatingIfNeeded: fraction | (size > 0 ? 1 &<< rest : 0))
    return (predictor.prediction(previous, change) &+ residual.unzigzag).ordered
  }

  /// The bits from a place on: 57 at least.
  @inline(__always)
  private static func window(_ bytes: UnsafeRawBufferPointer, _ limit: Int, _ bit: Int) -> UInt64 {
    let offset = min(bit &>> 3, limit)
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      &>> UInt64(truncatingIfNeeded: bit & 7)
  }

  /// Reads a chunk's values; returns where the next one begins.
  @inline(__always)
  private func decodeChunk(
    _ predictor: Predictor, _ bytes: UnsafeRawBufferPointer, _ offset: Int,
    _ last: UnsafeBufferPointer<Word>, _ secondLast: UnsafeBufferPointer<Word>,
    _ values: UnsafeMutableBufferPointer<Word>, _ range: Range<Int>
  ) throws(CodecError) -> Int {
    // The last place at which eight bytes can be read.
    let limit = bytes.count - DeltaLayout.padding
    guard offset + 16 <= limit else { throw CodecError("it ends before its last value") }
    var starts = [offset + 16]
    for stream in 0..<4 {
      let count = UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4 * stream, as: UInt32.self))
      starts.append(starts[stream] + Int(count))
    }
    guard starts[4] <= limit else { throw CodecError("it ends before its last value") }
    var (first, second) = (starts[0] * 8, starts[1] * 8)
    var (third, fourth) = (starts[2] * 8, starts[3] * 8)
    let quarter = range.count / 4
    @inline(__always)
    func read(_ index: Int, _ bit: inout Int) {
      values[index] = next(predictor, bytes, limit, &bit, last[index], secondLast[index])
    }
    var index = range.lowerBound
    while index < range.lowerBound &+ quarter {
      read(index, &first)
      read(index &+ quarter, &second)
      read(index &+ 2 &* quarter, &third)
      read(index &+ 3 &* quarter, &fourth)
      index &+= 1
    }
    index = range.lowerBound + 4 * quarter
    while index < range.upperBound {
      read(index, &fourth)
      index &+= 1
    }
    for (stream, bit) in [first, second, third, fourth].enumerated() {
      guard (bit + 7) / 8 == starts[stream + 1] else {
        throw CodecError("a stream of it does not end where it says")
      }
    }
    return starts[4]
  }
}
