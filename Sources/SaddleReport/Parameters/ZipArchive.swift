/// The ZIP archive of files in memory, stored as they are: what NumPy calls npz.
///
/// As PKWARE's APPNOTE describes it, without compression, encryption and the 64-bit extensions, so that
/// an archive has less than 4 GiB.
enum ZipArchive {
  /// The bytes of the archive.
  ///
  /// - Precondition: less than 4 GiB in all.
  static func bytes(of files: [(name: String, content: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let offset = archive.count
      precondition(offset + file.content.count < 1 << 32, "a ZIP archive has less than 4 GiB")
      var entry: [UInt8] = []
      // Version 2.0, no flags, stored, at midnight of the first day of 1980.
      for field in [20, 0, 0, 0, 0x21] as [UInt16] { entry.append(littleEndian: field) }
      entry.append(littleEndian: checksum(of: file.content))
      entry.append(littleEndian: UInt32(file.content.count))
      entry.append(littleEndian: UInt32(file.content.count))
      entry.append(littleEndian: UInt16(file.name.utf8.count))
      entry.append(littleEndian: UInt16(0))
      archive.append(littleEndian: 0x0403_4B50 as UInt32)
      archive += entry + Array(file.name.utf8) + file.content
      directory.append(littleEndian: 0x0201_4B50 as UInt32)
      directory.append(littleEndian: 20 as UInt16)
      directory += entry
      // No comment, disk 0, no attributes.
      for field in [0, 0, 0, 0, 0] as [UInt16] { directory.append(littleEndian: field) }
      directory.append(littleEndian: UInt32(offset))
      directory += Array(file.name.utf8)
    }
    let start = archive.count
    archive += directory
    archive.append(littleEndian: 0x0605_4B50 as UInt32)
    for field in [0, 0, files.count, files.count] { archive.append(littleEndian: UInt16(field)) }
    archive.append(littleEndian: UInt32(directory.count))
    archive.append(littleEndian: UInt32(start))
    archive.append(littleEndian: 0 as UInt16)
    return archive
  }

  /// The CRC-32 of ISO 3309.
  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder = table[Int(UInt8(truncatingIfNeeded: remainder) ^ byte)] ^ remainder >> 8
    }
    return ~remainder
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }
}
