/// CRC-32C (Castagnoli), by which TensorBoard's records are checked.
enum CyclicRedundancy {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { word, _ in
      word & 1 == 1 ? (word >> 1) ^ 0x82F6_3B78 : word >> 1
    }
  }

  /// The checksum of bytes.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { word, byte in
      table[Int((word ^ UInt32(byte)) & 0xFF)] ^ (word >> 8)
    }
  }

  /// The checksum as record files mask it.
  static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let word = checksum(bytes)
    return (word >> 15 | word << 17) &+ 0xA282_EAD8
  }
}
