import Foundation
import SaddleData
import Testing

/// The bytes of an IDX file.
func idx(type: UInt8 = 8, _ shape: [UInt32], _ body: [UInt8]) -> [UInt8] {
  [0, 0, type, UInt8(shape.count)]
    + shape.flatMap { length in (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } }
    + body
}

/// The bytes of an NPY file of version 1.
func npy(_ header: String, _ body: [UInt8]) -> [UInt8] {
  let text = Array((header + "\n").utf8)
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 255), UInt8(text.count >> 8)]
    + text + body
}

@Suite("Binary files")
struct BinaryFileTests {
  private func message(_ bytes: [UInt8], _ name: String = "x-ubyte") throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: name)
    let error = try #require(throws: DataError.self) { _ = try Dataset(specification: path) }
    #expect(error.code == .invalidData)
    #expect(error.hint != nil)
    return error.message.replacingOccurrences(of: folder.path + "/", with: "")
  }

  @Test("An IDX file of images is scaled to [−1, 1], with the labels beside it")
  func images() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      idx([2, 1, 3], [0, 255, 51, 102, 0, 0]), to: "train-images-idx3-ubyte")
    _ = try folder.write(idx([2], [4, 0]), to: "train-labels-idx1-ubyte")
    for specification in [path, folder.path, "\(folder.path):part=train"] {
      let data = try Dataset(specification: specification)
      #expect(data.sampleShape == [1, 3, 1])
      #expect(data.rowCount == 2)
      #expect(data.samples(rows: [0]) == [-1, 1, Float(2 * (51.0 / 255) - 1)])
      #expect(data.labels?[0] == 4)
      #expect(data.labels?.classCount == 5)
    }
    let raw = try Dataset(specification: "\(path):range=0,51")
    #expect(raw.samples(rows: [1]) == [3, -1, -1])
    let error = try #require(throws: DataError.self) {
      _ = try Dataset(specification: "\(folder.path):part=test")
    }
    #expect(error.code == .missing)
  }

  @Test("Every type of an IDX file is read")
  func types() throws {
    let folder = try TemporaryFolder()
    let cases: [(UInt8, [UInt8], Float)] = [
      (0x08, [7], 7), (0x09, [0xFE], -2), (0x0B, [0x01, 0x02], 258),
      (0x0C, [0xFF, 0xFF, 0xFF, 0xFE], -2), (0x0D, [0x3F, 0x80, 0, 0], 1),
      (0x0E, [0xC0, 0, 0, 0, 0, 0, 0, 0], -2),
    ]
    for (type, bytes, value) in cases {
      let path = try folder.write(idx(type: type, [1, 1], bytes), to: "x-ubyte")
      #expect(try Dataset(specification: path).samples(rows: [0]) == [value])
    }
  }

  @Test("An IDX file that is cut, too long, empty or something else is refused")
  func badIDX() throws {
    #expect(
      try message(idx([2, 2], [1, 2, 3]))
        == "'x-ubyte' is truncated: its header promises 2 × 2 numbers of 1 bytes, and 3 bytes follow"
        + " it")
    #expect(
      try message(idx([2, 2], [1, 2, 3, 4, 5]))
        == "'x-ubyte' goes on for 1 bytes after the 2 × 2 numbers that its header promises")
    #expect(try message(idx([0, 2], [])) == "'x-ubyte' holds no samples")
    #expect(try message([0, 0, 8, 3, 0, 0]) == "'x-ubyte' ends within its header of 3 axes")
    #expect(try message([0, 0, 8, 0]).contains("is no IDX file") == false)
    #expect(try message(Array("hello".utf8)).contains("is no IDX file"))
    let huge = idx([.max, .max, .max, .max], [1])
    #expect(try message(huge).contains("is truncated"))
    #expect(
      try message(idx(type: 0x0D, [1, 2], [0x7F, 0x80, 0, 0, 0, 0, 0, 0]))
        == "sample 1 of 'x-ubyte' holds inf, which is no finite 32-bit number")
    #expect(try message(idx([1, 1, 1, 1, 1], [3])).contains("an array of 5 axes"))
  }

  @Test("NPY files of any real type are read")
  func arrays() throws {
    let folder = try TemporaryFolder()
    func samples(_ type: String, _ shape: String, _ bytes: [UInt8]) throws -> [Float] {
      let path = try folder.write(
        npy("{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }", bytes),
        to: "x.npy")
      let data = try Dataset(specification: path)
      return data.samples(rows: Array(0..<data.rowCount))
    }
    #expect(try samples("<f4", "2, 1", [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]) == [1, -2])
    #expect(try samples(">f8", "1,", [0x3F, 0xF0, 0, 0, 0, 0, 0, 0]) == [1])
    #expect(try samples("<i2", "1,2", [1, 1, 0xFF, 0xFF]) == [257, -1])
    #expect(try samples("|u1", "1, 2", [3, 255]) == [3, 255])
    #expect(try samples("|u1", "1, 1, 2", [0, 255]) == [-1, 1])
    #expect(try samples("<u8", "1,", [2, 0, 0, 0, 0, 0, 0, 0]) == [2])
  }

  @Test(
    "An NPY file that is none, or holds other things, is refused",
    arguments: [
      ("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "numbers of type '<c8'"),
      ("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }", "is stored column by column"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", "one number and no samples"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }", "is truncated"),
      (
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "a header that is none"
      ),
      ("{'descr': '<f4', 'shape': (1,), }", "a header that is none"),
      ("{'descr': '<f4", "a header that is none"),
      ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "a header that is none"),
      ("", "a header that is none"),
    ])
  func badNPY(header: String, part: String) throws {
    let message = try message(npy(header, [0, 0, 0, 0]), "x.npy")
    #expect(message.contains(part), "\(message)")
  }

  @Test("A CIFAR-10 batch is read with interleaved colors and named classes")
  func cifar() throws {
    let folder = try TemporaryFolder()
    var record = [UInt8](repeating: 0, count: 3_073)
    record[0] = 6
    record[1] = 255
    record[1 + 1_024] = 51
    for batch in 1...5 {
      record[0] = UInt8(batch)
      _ = try folder.write(record + record, to: "data_batch_\(batch).bin")
    }
    let data = try Dataset(specification: folder.path)
    #expect(data.rowCount == 10)
    #expect(data.sampleShape == [32, 32, 3])
    #expect(Array(data.samples(rows: [9])[..<4]) == [1, Float(2 * (51.0 / 255) - 1), -1, -1])
    #expect((0..<10).map { data.labels?[$0] } == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(data.labels?.classNames[5] == "dog")
    record[0] = 10
    #expect(try message(record, "a.bin").contains("has label 10"))
    #expect(try message([1, 2], "a.bin").contains("no whole CIFAR-10 images"))
  }

  @Test("Devices and folders of other things are refused")
  func foreign() throws {
    let device = try #require(throws: DataError.self) {
      _ = try Dataset(specification: "/dev/zero")
    }
    #expect(device.message == "'/dev/zero' is no regular file")
    let folder = try TemporaryFolder()
    let empty = try #require(throws: DataError.self) { _ = try Dataset(specification: folder.path) }
    #expect(empty.code == .missing)
  }
}
