/// How a number is written in a binary file.
struct BinaryElement: Hashable, Sendable {
  /// The kinds of numbers that files hold.
  enum Kind: String, Sendable {
    case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float32, float64
  }

  let kind: Kind
  /// Whether the most significant byte comes first.
  let isBigEndian: Bool

  /// The number of bytes.
  var size: Int {
    switch kind {
    case .uint8, .int8: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }

  /// The number at an offset.
  ///
  /// - Precondition: `offset + size` ≤ `bytes.count`.
  func value(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Double {
    func load<T: FixedWidthInteger>(_: T.Type) -> T {
      let raw = bytes.loadUnaligned(fromByteOffset: offset, as: T.self)
      return isBigEndian ? T(bigEndian: raw) : T(littleEndian: raw)
    }
    switch kind {
    case .uint8: return Double(bytes[offset])
    case .int8: return Double(Int8(bitPattern: bytes[offset]))
    case .uint16: return Double(load(UInt16.self))
    case .int16: return Double(load(Int16.self))
    case .uint32: return Double(load(UInt32.self))
    case .int32: return Double(load(Int32.self))
    case .uint64: return Double(load(UInt64.self))
    case .int64: return Double(load(Int64.self))
    case .float32: return Double(Float(bitPattern: load(UInt32.self)))
    case .float64: return Double(bitPattern: load(UInt64.self))
    }
  }
}
