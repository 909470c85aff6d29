/// A 64-bit hash (FNV-1a, a word at a time) that tells whether data are the same as before.
///
/// It guards against mistakes, not against malice: it is not cryptographic.
struct DataDigest {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes in one word.
  mutating func combine(_ word: UInt64) {
    hash = (hash ^ word) &* 0x100_0000_01B3
    hash ^= hash >> 32
  }

  /// Takes in bytes, eight at a time, and their number.
  mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    let wordCount = bytes.count / 8
    for index in 0..<wordCount {
      combine(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
    }
    for index in (8 * wordCount)..<bytes.count { combine(UInt64(bytes[index])) }
    combine(UInt64(bytes.count))
  }

  /// Takes in a text.
  mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
