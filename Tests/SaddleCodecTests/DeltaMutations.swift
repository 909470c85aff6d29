import SaddleGames

@testable import SaddleCodec

/// Changes a valid delta field by field.
///
/// Fields keep their places, so that the reader gets past the first of its checks to the later ones. The same
/// seed mutates the same way.
struct DeltaMutations {
  private let bitmapBytes: Int
  private let codeBytes: Int
  private let classCount: Int
  private var random: CounterGenerator
  private var bytes: [UInt8]

  init(of delta: [UInt8], _ width: FloatWidth, seed: Int) {
    random = CounterGenerator(seed: 20_261_127, stream: .perturbation, step: seed)
    bytes = delta
    switch width {
    case .single:
      bitmapBytes = DeltaLayout.bitmapBytes(UInt32.self)
      codeBytes = DeltaLayout.codeBytes(UInt32.self)
      classCount = UInt32.classCount
    case .double:
      bitmapBytes = DeltaLayout.bitmapBytes(UInt64.self)
      codeBytes = DeltaLayout.codeBytes(UInt64.self)
      classCount = UInt64.classCount
    }
  }

  /// The delta with one to three changes, as long as its header can still be told apart.
  mutating func mutated() -> [UInt8] {
    for _ in 0...pick(3) where bytes.count >= chunk + 16 + DeltaLayout.padding { change() }
    return bytes
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private func hasCode(_ context: Int) -> Bool {
    bytes[1 + context / 8] & 1 << UInt8(context % 8) != 0
  }

  /// Where the code of a context stands, or would.
  private func code(of context: Int) -> Int {
    1 + bitmapBytes + (0..<context).count(where: hasCode) * codeBytes
  }

  /// Where the first chunk begins.
  private var chunk: Int { code(of: classCount) }

  private mutating func change() {
    switch pick(8) {
    case 0: bytes[0] = [16, 17, 18, 19, 20, 15, 32, 33, 34, 35, 36, 0xFF][pick(12)]
    case 1: bytes[1 + pick(bitmapBytes)] ^= 1 << UInt8(pick(8))
    case 2: toggleCode()
    case 3: changeCode()
    case 4: moveStreams()
    case 5: setStream()
    case 6: bytes[chunk + pick(bytes.count - chunk)] ^= 1 << UInt8(pick(8))
    default: moveEnd()
    }
  }

  /// Gives a context the flat code in so many words, or takes its code away.
  private mutating func toggleCode() {
    let context = pick(classCount)
    let place = code(of: context)
    if hasCode(context) {
      bytes.removeSubrange(place..<place + codeBytes)
    } else {
      var code = [UInt8](repeating: 0, count: codeBytes)
      for (symbol, length) in PrefixCode.flatLengths(classCount).enumerated() {
        code[symbol / 2] |= length << (symbol % 2 == 0 ? 0 : 4)
      }
      bytes.insert(contentsOf: code, at: place)
    }
    bytes[1 + context / 8] ^= 1 << UInt8(context % 8)
  }

  /// Exchanges two lengths of a code, which stays complete, or makes one of them a random one.
  private mutating func changeCode() {
    guard let context = (0..<classCount).filter(hasCode).randomElement(using: &random) else {
      return toggleCode()
    }
    let place = code(of: context)
    let (one, other) = (pick(classCount), pick(classCount))
    let (left, right) = (length(place, one), length(place, other))
    let isExchange = pick(4) > 0
    setLength(place, one, isExchange ? right : UInt8(pick(16)))
    if isExchange { setLength(place, other, left) }
  }

  private func length(_ place: Int, _ symbol: Int) -> UInt8 {
    bytes[place + symbol / 2] >> (symbol % 2 == 0 ? 0 : 4) & 15
  }

  private mutating func setLength(_ place: Int, _ symbol: Int, _ length: UInt8) {
    let shift: UInt8 = symbol % 2 == 0 ? 0 : 4
    bytes[place + symbol / 2] &= ~(15 << shift)
    bytes[place + symbol / 2] |= length << shift
  }

  /// Moves the border between two streams; their sum stays.
  private mutating func moveStreams() {
    let (from, to) = (pick(4), pick(4))
    let count = UInt32(1 + pick(4))
    setStream(from, stream(from) &- count)
    setStream(to, stream(to) &+ count)
  }

  private mutating func setStream() {
    let rest = UInt32(bytes.count - chunk)
    let values: [UInt32] = [
      0, 1, rest, rest &- 8, rest &- 24, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, UInt32(pick(256)),
    ]
    setStream(pick(4), values[pick(values.count)])
  }

  private func stream(_ index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[chunk + 4 * index + $1]) << UInt32(8 * $1) }
  }

  private mutating func setStream(_ index: Int, _ count: UInt32) {
    for byte in 0..<4 {
      bytes[chunk + 4 * index + byte] = UInt8(truncatingIfNeeded: count >> UInt32(8 * byte))
    }
  }

  /// Cuts the end off, or goes on beyond it.
  private mutating func moveEnd() {
    if pick(2) == 0 {
      bytes.removeLast(min(bytes.count, 1 + pick(24)))
    } else {
      bytes += (0..<1 + pick(24)).map { _ in UInt8(pick(256)) }
    }
  }
}
