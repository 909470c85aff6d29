/// The few parts of the protocol buffers' wire format that TensorBoard's events need.
enum ProtocolBuffer {
  /// A field of a message.
  enum Value: Hashable {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(ArraySlice<UInt8>)
  }

  /// The fields of a message in order; nil if it is broken.
  static func fields(of message: ArraySlice<UInt8>) -> [(number: Int, value: Value)]? {
    var rest = message
    var fields: [(number: Int, value: Value)] = []
    while !rest.isEmpty {
      guard let key = varint(&rest) else { return nil }
      let value: Value
      switch key & 7 {
      case 0:
        guard let number = varint(&rest) else { return nil }
        value = .varint(number)
      case 1:
        guard rest.count >= 8 else { return nil }
        value = .fixed64(rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
        rest = rest.dropFirst(8)
      case 2:
        guard let count = varint(&rest), count <= UInt64(rest.count) else { return nil }
        value = .bytes(rest.prefix(Int(count)))
        rest = rest.dropFirst(Int(count))
      case 5:
        guard rest.count >= 4 else { return nil }
        value = .fixed32(rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
        rest = rest.dropFirst(4)
      default: return nil
      }
      guard key >> 3 <= 1 << 29 else { return nil }
      fields.append((Int(key >> 3), value))
    }
    return fields
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  static func field(_ number: UInt64, varint value: UInt64) -> [UInt8] {
    varint(number << 3) + varint(value)
  }

  static func field(_ number: UInt64, double value: Double) -> [UInt8] {
    varint(number << 3 | 1) + littleEndian(value.bitPattern)
  }

  static func field(_ number: UInt64, bytes: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(bytes.count)) + bytes
  }

  static func littleEndian<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
    (0..<Word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
  }
}
