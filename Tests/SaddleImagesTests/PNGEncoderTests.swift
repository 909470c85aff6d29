import CZlib
import SaddleImages
import Testing

/// Reads back the PNG files that the encoder writes, checking every checksum and filter.
struct PNGReader {
  let width: Int
  let height: Int
  let channels: Int
  let pixels: [UInt8]

  init(_ bytes: [UInt8]) throws {
    try #require(Array(bytes[..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func number(_ offset: Int) -> Int {
      bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    var chunks: [String: [UInt8]] = [:]
    var names: [String] = []
    var position = 8
    while position < bytes.count {
      let length = number(position)
      let body = Array(bytes[(position + 4)..<(position + 8 + length)])
      let checksum = body.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
      try #require(Int(checksum) == number(position + 8 + length))
      let name = String(decoding: body[..<4], as: UTF8.self)
      names.append(name)
      chunks[name] = Array(body[4...])
      position += 12 + length
    }
    try #require(names == ["IHDR", "IDAT", "IEND"])
    let header = try #require(chunks["IHDR"])
    width = header[..<4].reduce(0) { $0 << 8 | Int($1) }
    height = header[4..<8].reduce(0) { $0 << 8 | Int($1) }
    channels = header[9] == 0 ? 1 : 3
    try #require(header[8] == 8 && Array(header[10...]) == [0, 0, 0])
    let data = try #require(chunks["IDAT"])
    let length = width * channels
    var lines = [UInt8](repeating: 0, count: height * (length + 1))
    var count = uLong(lines.count)
    let status = lines.withUnsafeMutableBufferPointer { lines in
      data.withUnsafeBufferPointer {
        uncompress(lines.baseAddress, &count, $0.baseAddress, uLong($0.count))
      }
    }
    try #require(status == Z_OK && Int(count) == lines.count)
    var pixels: [UInt8] = []
    for row in 0..<height {
      let filter = lines[row * (length + 1)]
      for index in 0..<length {
        let value = lines[row * (length + 1) + 1 + index]
        switch filter {
        case 1: pixels.append(value &+ (index < channels ? 0 : pixels[pixels.count - channels]))
        case 2: pixels.append(value &+ (row == 0 ? 0 : pixels[pixels.count - length]))
        default: pixels.append(value)
        }
      }
    }
    self.pixels = pixels
  }
}

@Suite("PNG files")
struct PNGEncoderTests {
  @Test("A picture is read back to the byte", arguments: [1, 3])
  func roundTrip(channels: Int) throws {
    var raster = Raster(width: 37, height: 23, color: [UInt8](repeating: 7, count: channels))
    var state: UInt64 = 1
    for index in raster.pixels.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      // Noise, gradients and flat parts, so that every filter is chosen somewhere.
      let row = index / (37 * channels)
      let random = UInt8(truncatingIfNeeded: state >> 56)
      let ramp = UInt8(truncatingIfNeeded: index)
      raster.pixels[index] = row < 8 ? random : row < 16 ? ramp : 9
    }
    let bytes = PNGEncoder.encode(raster)
    let read = try PNGReader(bytes)
    #expect(read.width == 37 && read.height == 23 && read.channels == channels)
    #expect(read.pixels == raster.pixels)
    #expect(PNGEncoder.encode(raster) == bytes)
  }

  @Test("Enlarged tiles compress well")
  func compresses() throws {
    let count = 64 * 28 * 28
    let samples: [Float] = (0..<count).map { (index: Int) -> Float in Float(index % 97) / 48 - 1 }
    let raster = SampleGrid.picture(samples, shape: [28, 28, 1])
    #expect(PNGEncoder.encode(raster).count < raster.pixels.count / 4)
  }
}
