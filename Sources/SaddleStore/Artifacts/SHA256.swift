/// The hash by which contents are told apart: SHA-256 of FIPS 180-4, over bytes in memory.
///
/// Written out because it is sixty lines, and the library that has it takes longer to build than the
/// whole of this package.
enum SHA256 {
  /// The 64 hexadecimal digits that `sha256sum` prints.
  static func hexDigest(of bytes: [UInt8]) -> String {
    digest(of: bytes).map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 8 - text.count) + text
    }.joined()
  }

  private static func digest(of bytes: [UInt8]) -> [UInt32] {
    var state: [UInt32] = [
      0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB,
      0x5BE0_CD19,
    ]
    var schedule = [UInt32](repeating: 0, count: 64)
    let whole = bytes.count / 64 * 64
    bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: whole, by: 64) {
        compress(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 64]), &state, &schedule)
      }
    }
    // A one bit, zeros, and the number of bits fill up the last block or two.
    var tail = Array(bytes[whole...]) + [0x80]
    tail += [UInt8](repeating: 0, count: (120 - tail.count % 64) % 64)
    tail += (0..<8).map { UInt8(truncatingIfNeeded: (bytes.count * 8) >> (56 - 8 * $0)) }
    tail.withUnsafeBytes { tail in
      for start in stride(from: 0, to: tail.count, by: 64) {
        compress(UnsafeRawBufferPointer(rebasing: tail[start..<start + 64]), &state, &schedule)
      }
    }
    return state
  }

  private static func compress(
    _ block: UnsafeRawBufferPointer, _ state: inout [UInt32], _ schedule: inout [UInt32]
  ) {
    for index in 0..<16 {
      schedule[index] = UInt32(
        bigEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
    }
    for index in 16..<64 {
      let early = schedule[index - 15]
      let late = schedule[index - 2]
      let first = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
      let second = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
      schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let high =
        h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ choice
        &+ constants[index] &+ schedule[index]
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let low = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ high, c, b, a, high &+ low)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = {
    let primes = (2...311).filter { number in
      !(2..<number).contains { $0 * $0 <= number && number % $0 == 0 }
    }
    return primes.map(fractionOfCubeRoot)
  }()

  /// ⌊2³²·∛p⌋ mod 2³², by bisection in whole numbers: no rounding.
  private static func fractionOfCubeRoot(_ prime: Int) -> UInt32 {
    var low: UInt64 = 0
    var high: UInt64 = 7 << 32
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let square = middle.multipliedFullWidth(by: middle)
      // middle³ ≤ p·2⁹⁶, compared by the high words: middle² < 2⁷⁰, so square.high < 2⁶.
      let lowPart = square.low.multipliedFullWidth(by: middle)
      let top = square.high * middle &+ lowPart.high
      if top < UInt64(prime) << 32 { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}
