import SaddleRecording
import Testing

@Suite("The digest of a state")
struct StateDigestTests {
  private func digest(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { StateDigest.digest($0, seed: seed) }
  }

  @Test("changes with every single bit, at every length")
  func singleBits() {
    for count in [1, 7, 8, 9, 63, 64, 65, 130] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      var seen: Set<UInt64> = [digest(bytes)]
      for bit in 0..<(8 * count) {
        var changed = bytes
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        seen.insert(digest(changed))
      }
      #expect(seen.count == 8 * count + 1)
    }
  }

  @Test("tells zeros of different lengths apart, and seeds")
  func lengths() {
    let digests = (0...200).map { digest([UInt8](repeating: 0, count: $0)) }
    #expect(Set(digests).count == 201)
    #expect(digest([1], seed: 1) != digest([1], seed: 2))
  }

  @Test("changes half of its bits for one bit of the state, on average")
  func avalanche() {
    let state = (0..<50).map { Double($0) * 0.1 }
    let whole = StateDigest.digest(parameters: state, memory: [])
    var changedBits = 0
    for index in 0..<50 {
      for bit in 0..<64 {
        var other = state
        other[index] = Double(bitPattern: other[index].bitPattern ^ 1 << UInt64(bit))
        changedBits += (StateDigest.digest(parameters: other, memory: []) ^ whole).nonzeroBitCount
      }
    }
    let mean = Double(changedBits) / (50 * 64)
    #expect(abs(mean - 32) < 0.5)
  }

  @Test("tells the signs of zero apart, and parameters from memory")
  func states() {
    let states: [([Double], [Double])] = [
      ([0], []), ([-0.0], []), ([], [0]), ([0, 0], []), ([0], [0]), ([.nan], []),
    ]
    let digests = states.map { StateDigest.digest(parameters: $0.0, memory: $0.1) }
    #expect(Set(digests).count == states.count)
  }

  @Test("stays what it is: recorded digests must be proved by later versions")
  func golden() {
    #expect(
      StateDigest.digest(parameters: [1, -2.5, 1e-300], memory: [7]) == 16_353_330_481_655_392_354)
  }
}
