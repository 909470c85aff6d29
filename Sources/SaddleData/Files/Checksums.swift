import CZlib

extension DataDigest {
  /// Takes in many bytes by zlib's two checksums, which is fast in debug builds too.
  mutating func combine(checksumsOf bytes: UnsafeRawBufferPointer) {
    combine(UInt64(crc32(of: bytes)) << 32 | UInt64(adler32(of: bytes)))
    combine(UInt64(bytes.count))
  }

  private func adler32(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(adler32_z(1, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
  }
}

/// The CRC-32 of gzip, zip and PNG.
func crc32(of bytes: UnsafeRawBufferPointer) -> UInt32 {
  UInt32(crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
}
