import Foundation
import SaddleCodec
import SaddleRecording
import TestSupport
import Testing

/// Deltas that nobody wrote.
///
/// `Corpus/` holds deltas to mutate, one for each kind of motion, width and
/// predictor; a debug build checks every access, so that an over-read traps.
@Suite("Hostile deltas")
struct CodecFuzzTests {
  /// Values of a corpus vector.
  private static let count = 48
  /// How many mutations: 2,000, or as `SADDLEBAG_FUZZ` says (Scripts/fuzz).
  private static let mutationCount =
    ProcessInfo.processInfo.environment["SADDLEBAG_FUZZ"].flatMap(Int.init) ?? 2_000

  private struct Case {
    let name: String
    let motion: Motion
    let width: FloatWidth

    static var all: [Case] {
      Motion.allCases.flatMap { motion in
        [FloatWidth.single, .double].map {
          Case(name: "\(motion)-\($0).delta", motion: motion, width: $0)
        }
      }
    }

    /// The vectors of steps 0, 1 and 2.
    var vectors: [[UInt8]] {
      (0..<3).map { motion.vector(count: CodecFuzzTests.count, step: $0, width) }
    }

    /// The deltas of steps 1 and 2.
    func deltas() throws -> [[UInt8]] {
      let writer = VectorChainWriter(width, count: CodecFuzzTests.count)
      return vectors.compactMap { $0.withUnsafeBytes { writer.next($0) } }
    }

    /// A reader that has step 1.
    func reader() throws -> VectorChainReader {
      let reader = VectorChainReader(width, count: CodecFuzzTests.count)
      try vectors[0].withUnsafeBytes { try reader.start($0) }
      try deltas()[0].withUnsafeBytes { try reader.next($0) }
      return reader
    }
  }

  private static let corpus = Bundle.module.url(forResource: "Corpus", withExtension: nil)

  @Test("Deltas of the corpus read back to what they were made of: the format stays")
  func corpus() throws {
    for one in Case.all {
      let folder = try #require(Self.corpus)
      let bytes = try [UInt8](Data(contentsOf: folder.appending(path: one.name)))
      let reader = try one.reader()
      try bytes.withUnsafeBytes { try reader.next($0) }
      #expect(reader.withVector { $0.elementsEqual(one.vectors[2]) }, "\(one.name)")
    }
  }

  /// A delta of the corpus, the reader of it, and what it reads when nothing is mutated.
  private struct Target {
    let width: FloatWidth
    let bytes: [UInt8]
    let start: [UInt8]
    let delta: [UInt8]
    let vector: [UInt8]
    let check: UInt64
    let reader: VectorChainReader

    init(_ one: Case, in folder: URL) throws {
      width = one.width
      bytes = try [UInt8](Data(contentsOf: folder.appending(path: one.name)))
      (start, vector) = (one.vectors[0], one.vectors[2])
      delta = try one.deltas()[0]
      check = vector.withUnsafeBytes { StateDigest.digest($0) }
      reader = VectorChainReader(width, count: CodecFuzzTests.count)
      try rewind()
    }

    /// Has the reader be at step 1.
    func rewind() throws {
      try start.withUnsafeBytes { try reader.start($0) }
      try delta.withUnsafeBytes { try reader.next($0) }
    }
  }

  @Test("Mutated deltas are refused, or read to numbers that their check tells from the true ones")
  func mutations() throws {
    let folder = try #require(Self.corpus)
    let targets = try Case.all.map { try Target($0, in: folder) }
    var (same, others, refused) = (0, 0, 0)
    for round in 0..<Self.mutationCount {
      let target = targets[round % targets.count]
      // Every third time anything, else by the fields of a delta.
      var (anywhere, inFields) = (
        Mutations(seed: round), DeltaMutations(of: target.bytes, target.width, seed: round)
      )
      let mutated =
        round / targets.count % 3 == 0 ? anywhere.mutated(target.bytes) : inFields.mutated()
      guard try accepts(mutated, target.reader) else {
        refused += 1
        continue
      }
      let (isSame, hasCheck) = target.reader.withVector {
        ($0.elementsEqual(target.vector), StateDigest.digest($0) == target.check)
      }
      try #require(isSame == hasCheck, "round \(round)")
      if isSame { same += 1 } else { others += 1 }
      try target.rewind()
    }
    #expect(same > 0 && others > 0 && refused > 0)
  }

  private func accepts(_ bytes: [UInt8], _ reader: VectorChainReader) throws -> Bool {
    do throws(CodecError) {
      try next(bytes, of: reader)
      return true
    } catch {
      try #require(!error.message.isEmpty)
      return false
    }
  }

  @Test("Every prefix of a delta is refused")
  func prefixes() throws {
    for one in Case.all where one.width == .single {
      let reader = try one.reader()
      let delta = try one.deltas()[1]
      for count in stride(from: 0, to: delta.count, by: 7) {
        #expect(throws: CodecError.self) { try next(Array(delta[..<count]), of: reader) }
      }
    }
  }

  private func next(
    _ bytes: [UInt8], of reader: VectorChainReader
  ) throws(CodecError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { buffer.deallocate() }
    buffer.copyBytes(from: bytes)
    try reader.next(UnsafeRawBufferPointer(buffer))
  }
}
