import SaddleGames

/// Mutates valid files in every way that transport and malice know; the same seed mutates the same way.
public struct Mutations {
  private var random: CounterGenerator

  /// The mutations of one seed.
  public init(seed: Int) {
    random = CounterGenerator(seed: 20_261_126, stream: .perturbation, step: seed)
  }

  /// The file with one to five changes.
  public mutating func mutated(_ file: [UInt8]) -> [UInt8] {
    var bytes = file
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.removeSubrange(place...)
      case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      case 4: bytes.remove(at: place)
      case 5: bytes[place] = [0, 0xFF, 0x7F, 0x80, 1][Int.random(in: 0..<5, using: &random)]
      default:
        let end = min(bytes.count, place + Int.random(in: 0..<16, using: &random))
        bytes.insert(
          contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    return bytes
  }
}
