import CZlib

/// Writes pictures as PNG (ISO/IEC 15948): the same picture makes the same bytes with the same zlib.
public enum PNGEncoder {
  /// The bytes of a PNG file.
  public static func encode(_ raster: Raster) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append(
      "IHDR",
      bigEndian(raster.width) + bigEndian(raster.height)
        + [8, raster.channels == 1 ? 0 : 2, 0, 0, 0], to: &bytes)
    append("IDAT", compressed(filtered(raster)), to: &bytes)
    append("IEND", [], to: &bytes)
    return bytes
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func append(_ type: String, _ data: [UInt8], to bytes: inout [UInt8]) {
    let body = Array(type.utf8) + data
    let checksum = body.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    bytes += bigEndian(data.count) + body + bigEndian(Int(checksum))
  }

  /// Each row with the filter (none, left or up) whose differences have the least sum of magnitudes,
  /// which is what the standard recommends.
  private static func filtered(_ raster: Raster) -> [UInt8] {
    let length = raster.width * raster.channels
    var output: [UInt8] = []
    output.reserveCapacity(raster.height * (length + 1))
    var above = [UInt8](repeating: 0, count: length)
    for row in 0..<raster.height {
      let line = Array(raster.pixels[(row * length)..<((row + 1) * length)])
      let left = line.indices.map { index in
        index < raster.channels ? line[index] : line[index] &- line[index - raster.channels]
      }
      let up = line.indices.map { line[$0] &- above[$0] }
      let choices = [line, left, up]
      let costs = choices.map { $0.reduce(0) { $0 + Int(Int8(bitPattern: $1).magnitude) } }
      let best = costs.indices.min { (costs[$0], $0) < (costs[$1], $1) } ?? 0
      output.append(UInt8(best))
      output += choices[best]
      above = line
    }
    return output
  }

  /// The bytes as a zlib stream.
  private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    let status: Int32
    var output = [UInt8](repeating: 0, count: Int(length))
    status = output.withUnsafeMutableBufferPointer { output in
      bytes.withUnsafeBufferPointer { input in
        compress2(output.baseAddress, &length, input.baseAddress, uLong(input.count), 9)
      }
    }
    precondition(status == Z_OK, "zlib has no memory for \(bytes.count) bytes")
    output.removeLast(output.count - Int(length))
    return output
  }
}
