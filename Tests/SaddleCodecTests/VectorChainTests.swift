import SaddleCodec
import SaddleGames
import TestSupport
import Testing

/// How the vectors of a chain follow each other.
enum Motion: CaseIterable, CustomTestStringConvertible {
  case randomBits, still, smooth, momentum, decaying, nonfinite, tiny, alternating

  var testDescription: String { "\(self)" }

  /// The bits of one value at one step.
  func bits(
    _ index: Int, _ step: Int, _ width: FloatWidth, _ random: inout CounterGenerator
  ) -> UInt64 {
    func float(_ value: Double) -> UInt64 {
      width == .double ? value.bitPattern : UInt64(Float(value).bitPattern)
    }
    let phase = Double(index) * 0.7
    let noise = random.nextNormal()
    switch self {
    case .randomBits: return random.next()
    case .still: return float(phase.truncatingRemainder(dividingBy: 3))
    case .smooth: return float(phase + 1e-3 * Double(step) + 1e-6 * Double(step * step))
    case .momentum: return float(1 + 1e-4 * Double(step) * (1 + phase) + 1e-6 * noise)
    case .decaying: return float(phase * (1 + 0.1 * noise) / Double(1 << step))
    case .nonfinite:
      let wild: [Double] = [.nan, .infinity, -.infinity, -0.0, 0, noise]
      return float(wild[(index + step) % wild.count])
    case .tiny: return UInt64((index + step) % 7) ^ UInt64(step)
    case .alternating: return float((index + step) % 2 == 0 ? phase : -phase)
    }
  }

  func vector(count: Int, step: Int, _ width: FloatWidth) -> [UInt8] {
    var random = CounterGenerator(seed: 7, stream: .start, step: step)
    return (0..<count).flatMap { index in
      let bits = bits(index, step, width, &random)
      return (0..<width.rawValue).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
    }
  }
}

@Suite("Chains of vectors")
struct VectorChainTests {
  @Test(
    "Every bit of every vector comes back", arguments: Motion.allCases,
    [FloatWidth.single, .double])
  func roundTrip(motion: Motion, width: FloatWidth) throws {
    for count in [0, 1, 2, 3, 4, 5, 63, 700] {
      let writer = VectorChainWriter(width, count: count)
      let reader = VectorChainReader(width, count: count)
      for step in 0..<6 {
        let vector = motion.vector(count: count, step: step, width)
        let delta = vector.withUnsafeBytes { writer.next($0) }
        #expect((delta == nil) == (step == 0))
        try (delta ?? vector).withUnsafeBytes {
          if delta == nil { try reader.start($0) } else { try reader.next($0) }
        }
        #expect(reader.withVector { $0.elementsEqual(vector) }, "\(count) values, step \(step)")
      }
    }
  }

  @Test("Vectors longer than a chunk, and of a sampled histogram, come back")
  func longVectors() throws {
    let count = 65_536 + 9
    let writer = VectorChainWriter(.single, count: count)
    let reader = VectorChainReader(.single, count: count)
    for step in 0..<3 {
      let vector = Motion.momentum.vector(count: count, step: step, .single)
      let delta = vector.withUnsafeBytes { writer.next($0) }
      try (delta ?? vector).withUnsafeBytes {
        if delta == nil { try reader.start($0) } else { try reader.next($0) }
      }
      #expect(reader.withVector { $0.elementsEqual(vector) })
    }
  }

  @Test("What moves on takes fewer bytes than what jumps, and what stays takes next to none")
  func sizes() throws {
    func bytes(_ motion: Motion, _ width: FloatWidth) -> Int {
      let writer = VectorChainWriter(width, count: 4_000)
      return (0..<4).compactMap { step in
        motion.vector(count: 4_000, step: step, width).withUnsafeBytes { writer.next($0) }?.count
      }.last ?? 0
    }
    for width in [FloatWidth.single, .double] {
      let whole = 4_000 * width.rawValue
      #expect(bytes(.still, width) < whole / 20)
      #expect(bytes(.smooth, width) < whole / 2)
      #expect(bytes(.momentum, width) < whole * 3 / 4)
      #expect(bytes(.randomBits, width) > whole)
    }
  }

  @Test("A chain that starts over is read from there on, without the vectors before")
  func startingOver() throws {
    let writer = VectorChainWriter(.double, count: 40)
    let vectors = (0..<4).map { Motion.momentum.vector(count: 40, step: $0, .double) }
    for vector in vectors.prefix(2) { _ = vector.withUnsafeBytes { writer.next($0) } }
    writer.startOver()
    let deltas = try vectors.suffix(2).map { vector in
      try #require(vector.withUnsafeBytes { writer.next($0) })
    }
    let reader = VectorChainReader(.double, count: 40)
    try vectors[1].withUnsafeBytes { try reader.start($0) }
    for (delta, vector) in zip(deltas, vectors.suffix(2)) {
      try delta.withUnsafeBytes { try reader.next($0) }
      #expect(reader.withVector { $0.elementsEqual(vector) })
    }
  }

  @Test("A delta before any whole vector, of another width or another length, is an error")
  func misuse() throws {
    let writer = VectorChainWriter(.single, count: 300)
    let vectors = (0..<2).map { Motion.momentum.vector(count: 300, step: $0, .single) }
    let delta = try #require(vectors.compactMap { $0.withUnsafeBytes { writer.next($0) } }.last)
    func read(_ width: FloatWidth, _ count: Int, starts: Bool) throws {
      let reader = VectorChainReader(width, count: count)
      let zeros = [UInt8](repeating: 0, count: count * width.rawValue)
      if starts { try zeros.withUnsafeBytes { try reader.start($0) } }
      try delta.withUnsafeBytes { try reader.next($0) }
    }
    #expect(throws: CodecError.self) { try read(.single, 300, starts: false) }
    #expect(throws: CodecError.self) { try read(.double, 300, starts: true) }
    #expect(throws: CodecError.self) { try read(.single, 65_837, starts: true) }
    let reader = VectorChainReader(.single, count: 3)
    #expect(throws: CodecError.self) {
      try [UInt8](repeating: 0, count: 11).withUnsafeBytes { try reader.start($0) }
    }
  }
}
