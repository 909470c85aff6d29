/// A 64-bit digest of a state or of stored bytes: equal for equal bits, different for different ones
/// but for one chance in 2⁶⁴.
///
/// Against accidents (a damaged disk, another machine's rounding), not against people. Four lanes of
/// 16 bytes each are folded by a 64 × 64 → 128-bit product, high half xor low half, as in Wang Yi's
/// wyhash; a lane takes w₀, w₁ to fold((w₀ ⊕ k) · (w₁ ⊕ lane)). Words are little-endian, the last one
/// is filled up with zeros, and the number of bytes goes in. About the speed of memory.
public enum StateDigest {
  /// The digest of z = (x, y), of what the method carries and, unless it is empty, of what the game
  /// carries: the doubles' bits, so that −0.0 and 0.0 differ.
  public static func digest(
    parameters: [Double], memory: [Double], gameState: [Double] = []
  ) -> UInt64 {
    let seed = parameters.withUnsafeBytes { digest($0, seed: 0) }
    let ofMethod = memory.withUnsafeBytes { digest($0, seed: seed) }
    return gameState.isEmpty
      ? ofMethod : gameState.withUnsafeBytes { digest($0, seed: ofMethod) }
  }

  /// The digest of bytes; chains a seed.
  public static func digest(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var first = seed ^ keys.0
    var second = seed ^ keys.1
    var third = seed ^ keys.2
    var fourth = seed ^ keys.3
    var offset = 0
    while offset &+ 64 <= bytes.count {
      first = fold(word(bytes, offset) ^ keys.0, word(bytes, offset &+ 8) ^ first)
      second = fold(word(bytes, offset &+ 16) ^ keys.1, word(bytes, offset &+ 24) ^ second)
      third = fold(word(bytes, offset &+ 32) ^ keys.2, word(bytes, offset &+ 40) ^ third)
      fourth = fold(word(bytes, offset &+ 48) ^ keys.3, word(bytes, offset &+ 56) ^ fourth)
      offset &+= 64
    }
    while offset < bytes.count {
      var last: UInt64 = 0
      if offset &+ 8 <= bytes.count {
        last = word(bytes, offset)
      } else {
        for index in offset..<bytes.count { last |= UInt64(bytes[index]) << (8 * (index - offset)) }
      }
      first = fold(last ^ keys.1, first ^ keys.2)
      offset &+= 8
    }
    let halves = fold(first ^ UInt64(bytes.count), second) ^ fold(third, fourth ^ keys.3)
    return fold(halves ^ keys.0, keys.1)
  }

  /// Odd, with bits in no pattern: the fractional parts of √2, √3, √5 and √7.
  private static let keys: (UInt64, UInt64, UInt64, UInt64) = (
    0x6A09_E667_F3BC_C909, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1
  )

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
