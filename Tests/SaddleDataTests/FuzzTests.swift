import Foundation
import TestSupport
import Testing

@testable import SaddleData

@Suite("Hostile files")
struct FuzzTests {
  /// How many files of each format: 2,000, or as `SADDLEBAG_FUZZ` says (Scripts/fuzz).
  private static let count =
    ProcessInfo.processInfo.environment["SADDLEBAG_FUZZ"].flatMap(Int.init) ?? 2_000

  /// Reads mutations of files; debug builds check every access, so that an over-read traps.
  private func fuzz(_ files: [[UInt8]], _ read: ([UInt8]) throws(DataError) -> Void) throws {
    var (accepted, refused) = (0, 0)
    for round in 0..<Self.count {
      var mutations = Mutations(seed: round)
      do throws(DataError) {
        try read(mutations.mutated(files[round % files.count]))
        accepted += 1
      } catch {
        refused += 1
        try #require(!error.message.isEmpty && error.code == .invalidData)
      }
    }
    // Both ways were taken, or the mutations are too tame or too wild to test anything.
    #expect(accepted > 0 && refused > 0)
  }

  private func readAll(_ array: BinaryArray) throws(DataError) {
    let source = try BinarySource(array, range: nil)
    let data = Dataset(
      specification: "fuzz", sampleShape: try array.sampleShape(), source: source)
    _ = data.samples(rows: Array(0..<data.rowCount))
    _ = try? array.labels(rowCount: data.rowCount, classNames: nil)
  }

  @Test("Mutated IDX files are read or refused")
  func idxFiles() throws {
    let files = [
      idx([3, 2, 2], Array(0..<12)), idx(type: 0x0D, [2, 1], [0x3F, 0x80, 0, 0, 0, 0, 0, 0]),
      idx(type: 0x0B, [4], [1, 2, 3, 4, 5, 6, 7, 8]), idx([1, 2, 2, 3], Array(0..<12)),
    ]
    try fuzz(files) { bytes throws(DataError) in
      try readAll(try IDXFile.array(FileBytes(bytes), name: "fuzz"))
    }
  }

  @Test("Mutated NPY files are read or refused")
  func npyFiles() throws {
    func header(_ type: String, _ shape: String) -> String {
      "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }"
    }
    let files = [
      npy(header("<f4", "2, 2"), [UInt8](repeating: 0x3F, count: 16)),
      npy(header("|u1", "3,"), [1, 2, 3]), npy(header(">i8", "1, 1, 1"), [UInt8](0..<8)),
    ]
    try fuzz(files) { bytes throws(DataError) in
      try readAll(try NPYFile.array(FileBytes(bytes), name: "fuzz"))
    }
  }

  @Test("Mutated CSV files are read or refused")
  func csvFiles() throws {
    let files = ["a,b\n1,2\n-3.5e2,4\n", "1;2;3\n4;5;6", "\"x \"\"y\"\"\"\t\"z\"\n1\t2\r\n"]
    try fuzz(files.map { Array($0.utf8) }) { bytes throws(DataError) in
      let table = try DataTable(csv: bytes)
      precondition(table.rowCount * table.columnCount == table.values.count)
    }
  }

  @Test("Mutated gzip files are unpacked or refused")
  func gzipFiles() throws {
    // printf 'saddlebag' | gzip -n
    let file: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x2B, 0x4E, 0x4C, 0x49, 0xC9, 0x49, 0x4D, 0x4A, 0x4C, 7,
      0, 0x0F, 0x42, 0xA3, 0x6B, 9, 0, 0, 0,
    ]
    try fuzz([file]) { bytes throws(DataError) in
      let gzip = GzipFile(bytes: FileBytes(bytes), name: "fuzz")
      _ = try gzip.trailer()
      _ = try gzip.prefix(4)
      try gzip.unpack(count: 9) { _ in true }
    }
  }

  @Test("Mutated CIFAR-10 batches are read or refused")
  func cifarFiles() throws {
    let record = [UInt8](repeating: 3, count: CIFARSource.recordSize)
    let wild = Array(record.prefix(40))
    try fuzz([record, record + record]) { bytes throws(DataError) in
      let source = try CIFARSource(batches: [FileBytes(bytes)], names: ["fuzz"])
      let data = Dataset(specification: "fuzz", sampleShape: [32, 32, 3], source: source)
      _ = data.samples(rows: Array(0..<data.rowCount))
    }
    let error = #expect(throws: DataError.self) {
      _ = try CIFARSource(batches: [FileBytes(wild)], names: ["fuzz"])
    }
    #expect(error?.code == .invalidData)
  }
}
