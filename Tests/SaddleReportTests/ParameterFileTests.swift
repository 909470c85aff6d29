import SaddleRecording
import SaddleReport
import Testing

@Suite("A file of parameters")
struct ParameterFileTests {
  private let vectors = [
    ParameterFile.Vector(name: "minimizer", values: [1.5, -.infinity]),
    ParameterFile.Vector(name: "maximizer", values: [.nan]),
  ]

  private func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }

  @Test("As CSV it has a row per coordinate, and words for what is not finite")
  func csv() {
    #expect(
      text(ParameterFile(vectors, numbers: .float64).bytes(as: .csv))
        == "player,coordinateIndex,value\nminimizer,0,1.5\nminimizer,1,-Inf\nmaximizer,0,NaN\n")
  }

  @Test("As NumPy's array it has a header of a multiple of 64 bytes, then the floats")
  func npy() {
    for (numbers, kind, width) in [(ParameterFormat.float64, "<f8", 8), (.float32, "<f4", 4)] {
      let bytes = ParameterFile(vectors, numbers: numbers).bytes(as: .npy)
      #expect(Array(bytes.prefix(8)) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
      let headerCount = Int(bytes[8]) | Int(bytes[9]) << 8
      #expect((10 + headerCount) % 64 == 0)
      let header = text(bytes[10..<10 + headerCount])
      #expect(
        header.hasPrefix("{'descr': '\(kind)', 'fortran_order': False, 'shape': (3,), }"))
      #expect(header.hasSuffix(" \n"))
      #expect(bytes.count == 10 + headerCount + 3 * width)
    }
    let bytes = ParameterFile(vectors, numbers: .float32).bytes(as: .npy)
    #expect(Array(bytes.suffix(12).prefix(8)) == [0, 0, 0xC0, 0x3F, 0, 0, 0x80, 0xFF])
  }

  @Test("As an archive it holds both arrays, found by the directory at its end")
  func npz() {
    let bytes = ParameterFile(vectors, numbers: .float64).bytes(as: .npz)
    let end = Array(bytes.suffix(22))
    #expect(Array(end.prefix(4)) == [0x50, 0x4B, 5, 6])
    func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(end[at + $1]) << (8 * $1) } }
    #expect(end[10] == 2)
    #expect(number(16) + number(12) + 22 == bytes.count)
    #expect(Array(bytes[number(16)..<number(16) + 4]) == [0x50, 0x4B, 1, 2])
    #expect(text(bytes[30..<43]) == "minimizer.npy")
  }

  @Test("As safetensors its header says where each tensor lies, in JSON")
  func safetensors() {
    let file = ParameterFile(
      vectors, numbers: .float64, metadata: [(key: "name", value: "a \"b\"\n")])
    let bytes = file.bytes(as: .safetensors)
    let headerCount = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    #expect(headerCount % 8 == 0)
    let header = text(bytes[8..<8 + headerCount])
    #expect(
      header.hasPrefix(
        #"{"__metadata__":{"name":"a \"b\"\u000a"},"minimizer":{"dtype":"F64","shape":[2],"#
          + #""data_offsets":[0,16]},"maximizer":{"dtype":"F64","shape":[1],"data_offsets":[16,24]}}"#
      ))
    #expect(bytes.count == 8 + headerCount + 24)
  }
}
