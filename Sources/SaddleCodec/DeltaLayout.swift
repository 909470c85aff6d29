/// How a vector's delta lies in bytes.
///
///     byte 0            16 + predictor for 32-bit floats, 32 + predictor for 64-bit ones
///     bitmap            a bit for each context, lowest first: whether a code of its own follows
///     codes             for each of those, the length of each class's code word, half a byte each
///     chunks            of 65,536 values, the last one shorter:
///       4 × UInt32        the bytes of four streams; little-endian, as everything
///       streams           the values of each quarter; what division leaves over is in the fourth
///     8 zero bytes      so that reading eight bytes at a time stays within the delta
///
/// The context of a value is the size, in bits, of the change before it; what is coded is the residual
/// against the ``Predictor``, in the order of floats, with its sign folded in: first the code word of
/// its size, then its bits below the highest. A context without a code uses the flat one.
enum DeltaLayout {
  static let chunkCount = 65_536
  static let padding = 8

  static func mark<Word: DeltaWord>(_: Word.Type) -> UInt8 { Word.bitWidth == 32 ? 16 : 32 }

  static func bitmapBytes<Word: DeltaWord>(_: Word.Type) -> Int { (Word.classCount + 7) / 8 }

  static func codeBytes<Word: DeltaWord>(_: Word.Type) -> Int { (Word.classCount + 1) / 2 }
}
