/// The bits of a float, as the codec sees them.
///
/// All shifts and sums wrap: they are the arithmetic of bit patterns, exact both ways.
protocol DeltaWord: FixedWidthInteger, UnsignedInteger, BitwiseCopyable, Sendable {
  /// Bits of the fraction that are written together with the code word; the rest follows apart, so that
  /// each piece fits a 64-bit buffer that holds seven bits already.
  static var joinedBits: Int { get }
}

extension UInt32: DeltaWord {
  static var joinedBits: Int { 31 }
}

extension UInt64: DeltaWord {
  static var joinedBits: Int { 32 }
}

extension DeltaWord {
  /// The sizes of a residual, in bits: 0 for none, to the whole word.
  static var classCount: Int { bitWidth + 1 }
  /// A power of two beyond ``classCount``: the stride of tables.
  static var classStride: Int { 2 * bitWidth }

  /// All ones for a word with its highest bit, else zero.
  @inline(__always)
  private var signMask: Self { 0 &- (self &>> Self(truncatingIfNeeded: Self.bitWidth &- 1)) }

  /// The float's bits as a two's-complement number in the order of the floats, and back: a negative
  /// float's magnitude bits are flipped.
  @inline(__always)
  var ordered: Self { self ^ (signMask &>> 1) }

  /// The numbers 0, −1, 1, −2, … as 0, 1, 2, 3, and so on.
  @inline(__always)
  var zigzag: Self { (self &<< 1) ^ signMask }

  /// The inverse of ``zigzag``.
  @inline(__always)
  var unzigzag: Self { (self &>> 1) ^ (0 &- (self & 1)) }

  /// Half of it, rounded down.
  @inline(__always)
  var half: Self {
    (self &>> 1) | (signMask &<< Self(truncatingIfNeeded: Self.bitWidth &- 1))
  }

  /// An eighth of it, rounded down.
  @inline(__always)
  var eighth: Self {
    (self &>> 3) | (signMask &<< Self(truncatingIfNeeded: Self.bitWidth &- 3))
  }

  /// How many bits the number takes: its class.
  @inline(__always)
  var size: Int { Self.bitWidth &- leadingZeroBitCount }
}

/// What a value is expected to be, from the two before it, a then b.
enum Predictor: UInt8, CaseIterable {
  /// a: the value stays. Best for noise.
  case last = 0
  /// a + ½·(a − b): half of the motion goes on, as with momentum ½, which is usual for GANs.
  case half = 1
  /// a + ⅞·(a − b): most of it goes on, as with momentum 0.9 and Adam.
  case damped = 2
  /// a + (a − b): all of it goes on, as on a smooth path.
  case linear = 3

  /// The prediction from the ordered value before and its change.
  @inline(__always)
  func prediction<Word: DeltaWord>(_ last: Word, _ change: Word) -> Word {
    switch self {
    case .last: last
    case .half: last &+ change.half
    case .damped: last &+ change &- change.eighth
    case .linear: last &+ change
    }
  }
}
