/// Writes vectors as deltas against the two before them.
///
/// Holds its tables and buffers, so that a long run allocates them once. One thread at a time.
final class DeltaEncoder<Word: DeltaWord> {
  private let counts: UnsafeMutableBufferPointer<UInt32>
  private let codes: UnsafeMutableBufferPointer<UInt32>
  private let streams: UnsafeMutableRawBufferPointer
  private let flatLengths = PrefixCode.flatLengths(Word.classCount)
  /// The delta written last: its memory serves the next one, if the caller has let go of it.
  private var bytes: [UInt8] = []

  /// Bytes that a quarter of a chunk, with what is left over, takes at the very most.
  private static var streamCapacity: Int {
    let bits = PrefixCode.maximumLength + Word.bitWidth
    return (DeltaLayout.chunkCount / 4 + 4) * bits / 8 + 16
  }

  init() {
    counts = .allocate(capacity: Word.classCount * Word.classCount)
    codes = .allocate(capacity: Word.classCount * Word.classStride)
    codes.initialize(repeating: 0)
    streams = .allocate(byteCount: 4 * Self.streamCapacity, alignment: 8)
  }

  deinit {
    counts.deallocate()
    codes.deallocate()
    streams.deallocate()
  }

  /// The delta of `values` against `last` and `secondLast`, which are as long.
  func encode(
    _ values: UnsafeBufferPointer<Word>, after last: UnsafeBufferPointer<Word>,
    and secondLast: UnsafeBufferPointer<Word>
  ) -> [UInt8] {
    let predictor = Self.bestPredictor(values, last, secondLast)
    // The loops are written once and compiled for each predictor.
    return switch predictor {
    case .last: encode(.last, values, last, secondLast)
    case .half: encode(.half, values, last, secondLast)
    case .damped: encode(.damped, values, last, secondLast)
    case .linear: encode(.linear, values, last, secondLast)
    }
  }

  /// The predictor with the smallest residuals, by a sample.
  private static func bestPredictor(
    _ values: UnsafeBufferPointer<Word>, _ last: UnsafeBufferPointer<Word>,
    _ secondLast: UnsafeBufferPointer<Word>
  ) -> Predictor {
    // Odd, so that it does not walk along a column of a matrix.
    let stride = values.count / 8_192 | 1
    var bits = [0, 0, 0, 0]
    var index = 0
    while index < values.count {
      for predictor in Predictor.allCases {
        bits[Int(predictor.rawValue)] &+=
          residual(predictor, values[index], last[index], secondLast[index]).size
      }
      index &+= stride
    }
    return Predictor.allCases.min { bits[Int($0.rawValue)] < bits[Int($1.rawValue)] } ?? .last
  }

  @inline(__always)
  private static func residual(
    _ predictor: Predictor, _ value: Word, _ last: Word, _ secondLast: Word
  ) -> Word {
    let last = last.ordered
    return (value.ordered &- predictor.prediction(last, last &- secondLast.ordered)).zigzag
  }

  @inline(__always)
  private static func context(_ last: Word, _ secondLast: Word) -> Int {
    (last.ordered &- secondLast.ordered).zigzag.size
  }

  @inline(__always)
  private func encode(
    _ predictor: Predictor, _ values: UnsafeBufferPointer<Word>,
    _ last: UnsafeBufferPointer<Word>, _ secondLast: UnsafeBufferPointer<Word>
  ) -> [UInt8] {
    count(predictor, values, last, secondLast)
    bytes.removeAll(keepingCapacity: true)
    writeHeader(predictor)
    bytes.reserveCapacity(bytes.count + values.count * Word.bitWidth / 8)
    var start = 0
    while start < values.count {
      let count = min(DeltaLayout.chunkCount, values.count - start)
      appendChunk(predictor, values, last, secondLast, start..<start + count)
      start += count
    }
    bytes.append(contentsOf: repeatElement(0, count: DeltaLayout.padding))
    return bytes
  }

  /// Counts classes by context: of all values of a short vector, of every eighth 16 of a long one.
  @inline(__always)
  private func count(
    _ predictor: Predictor, _ values: UnsafeBufferPointer<Word>,
    _ last: UnsafeBufferPointer<Word>, _ secondLast: UnsafeBufferPointer<Word>
  ) {
    counts.update(repeating: 0)
    let skipped = values.count > 65_536 ? 112 : 0
    var index = 0
    while index < values.count {
      let end = min(index &+ 16, values.count)
      while index < end {
        let size = Self.residual(predictor, values[index], last[index], secondLast[index]).size
        let context = Self.context(last[index], secondLast[index])
        counts[context &* Word.classCount &+ size] &+= 1
        index &+= 1
      }
      index &+= skipped
    }
  }

  /// Makes the codes of all contexts, and writes those of their own.
  private func writeHeader(_ predictor: Predictor) {
    bytes.append(DeltaLayout.mark(Word.self) + predictor.rawValue)
    bytes.append(contentsOf: repeatElement(0, count: DeltaLayout.bitmapBytes(Word.self)))
    for context in 0..<Word.classCount {
      let row = UnsafeBufferPointer(
        rebasing: counts[context * Word.classCount..<(context + 1) * Word.classCount])
      var lengths = flatLengths
      if row.contains(where: { $0 > 0 }) {
        lengths = PrefixCode.lengths(of: row)
        bytes[1 + context / 8] |= 1 << UInt8(context % 8)
        for pair in stride(from: 0, to: Word.classCount, by: 2) {
          let high = pair + 1 < Word.classCount ? lengths[pair + 1] : 0
          bytes.append(lengths[pair] | high << 4)
        }
      }
      PrefixCode.forEachWord(lengths) { symbol, word, length in
        codes[context * Word.classStride + symbol] = word | UInt32(length) << 16
      }
    }
  }

  /// A bit stream being written: at most seven bits wait in `buffer`.
  private struct Stream {
    let start: UnsafeMutableRawPointer
    var end: UnsafeMutableRawPointer
    var buffer: UInt64 = 0
    var waiting: UInt64 = 0

    init(_ start: UnsafeMutableRawPointer) {
      self.start = start
      end = start
    }

    /// Writes `count` ≤ 57 bits; the others are zero.
    @inline(__always)
    mutating func put(_ bits: UInt64, _ count: UInt64) {
      buffer |= bits &<< waiting
      waiting &+= count
      end.storeBytes(of: buffer, as: UInt64.self)
      let whole = waiting & 0x38
      end += Int(truncatingIfNeeded: whole &>> 3)
      buffer = whole == 64 ? 0 : buffer &>> whole
      waiting &= 7
    }

    var bytes: UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: start, count: end - start + (waiting > 0 ? 1 : 0))
    }
  }

  @inline(__always)
  private func put(
    _ predictor: Predictor, _ value: Word, _ last: Word, _ secondLast: Word,
    to stream: inout Stream
  ) {
    let previous = last.ordered
    let change = previous &- secondLast.ordered
    let residual = (value.ordered &- predictor.prediction(previous, change)).zigzag
    let size = residual.size
    let code = codes[change.zigzag.size &* Word.classStride &+ size]
    let length = UInt64(code &>> 16)
    // The bits below the highest one.
    let rest = UInt64(truncatingIfNeeded: size &- (size > 0 ? 1 : 0))
    let fraction = UInt64(truncatingIfNeeded: residual) & ((1 &<< rest) &- 1)
    if Word.joinedBits >= Word.bitWidth - 1 {
      stream.put(UInt64(code & 0xFFFF) | fraction &<< length, length &+ rest)
    } else {
      let joined = min(rest, UInt64(Word.joinedBits))
      let low = fraction & ((1 &<< joined) &- 1)
      stream.put(UInt64(code & 0xFFFF) | low &<< length, length &+ joined)
      stream.put(fraction &>> joined, rest &- joined)
    }
  }

  @inline(__always)
  private func appendChunk(
    _ predictor: Predictor, _ values: UnsafeBufferPointer<Word>,
    _ last: UnsafeBufferPointer<Word>, _ secondLast: UnsafeBufferPointer<Word>,
    _ range: Range<Int>
  ) {
    guard let base = streams.baseAddress else { return }
    // Four streams, so that the processor works on four values at a time.
    var first = Stream(base)
    var second = Stream(base + Self.streamCapacity)
    var third = Stream(base + 2 * Self.streamCapacity)
    var fourth = Stream(base + 3 * Self.streamCapacity)
    let quarter = range.count / 4
    @inline(__always)
    func put(_ index: Int, to stream: inout Stream) {
      self.put(predictor, values[index], last[index], secondLast[index], to: &stream)
    }
    var index = range.lowerBound
    while index < range.lowerBound &+ quarter {
      put(index, to: &first)
      put(index &+ quarter, to: &second)
      put(index &+ 2 &* quarter, to: &third)
      put(index &+ 3 &* quarter, to: &fourth)
      index &+= 1
    }
    index = range.lowerBound + 4 * quarter
    while index < range.upperBound {
      put(index, to: &fourth)
      index &+= 1
    }
    for stream in [first, second, third, fourth] {
      let count = UInt32(stream.bytes.count)
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: count >> shift))
      }
    }
    for stream in [first, second, third, fourth] { bytes.append(contentsOf: stream.bytes) }
  }
}
