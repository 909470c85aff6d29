import CZlib

/// Unpacks a gzip file (RFC 1952) of one member.
struct GzipFile {
  let bytes: FileBytes
  /// What messages call the file.
  let name: String

  /// Whether bytes begin as a gzip file does.
  static func isLikely(_ bytes: FileBytes) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The checksum and the length (modulo 2³²) of what it unpacks to, as its end says.
  ///
  /// - Throws: ``DataError`` if the file is too short to be one.
  func trailer() throws(DataError) -> (checksum: UInt32, count: UInt32) {
    guard Self.isLikely(bytes), bytes.count >= 18 else { throw damaged("is too short") }
    func word(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: bytes.buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    return (word(bytes.count - 8), word(bytes.count - 4))
  }

  /// The first `limit` bytes, or all if there are fewer: enough for a header.
  func prefix(_ limit: Int) throws(DataError) -> [UInt8] {
    var bytes: [UInt8] = []
    try unpack(chunk: limit) { chunk in
      bytes = Array(chunk)
      return false
    }
    return bytes
  }

  /// Hands over all bytes, a chunk at a time, until `write` says to stop; a file that unpacks to more
  /// than `count` is left unread there.
  ///
  /// - Throws: ``DataError`` if it is damaged or unpacks to other than `count` bytes.
  func unpack(
    count: Int, into write: (UnsafeRawBufferPointer) -> Bool
  ) throws(DataError) {
    var unpacked = 0
    try unpack(chunk: 1 << 18) { chunk in
      unpacked += chunk.count
      return unpacked <= count && write(UnsafeRawBufferPointer(chunk))
    }
    guard unpacked == count else {
      throw damaged("unpacks to other than the \(count) bytes that its header promises")
    }
  }

  /// Hands over what it unpacks to, a chunk at a time, until `write` says to stop.
  private func unpack(
    chunk: Int, _ write: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(DataError) {
    var stream = z_stream()
    guard saddlebag_inflate_begin(&stream) == Z_OK else { throw damaged("cannot be unpacked") }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: chunk)
    // zlib counts in 32 bits: the file is handed over in parts.
    var position = 0
    while true {
      if stream.avail_in == 0, position < bytes.count {
        let part = bytes.buffer[position..<min(position + (1 << 24), bytes.count)]
        let start = UnsafeRawBufferPointer(rebasing: part).bindMemory(to: UInt8.self).baseAddress
        stream.next_in = UnsafeMutablePointer(mutating: start)
        stream.avail_in = UInt32(part.count)
        position += part.count
      }
      let (status, produced) = output.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        let status = inflate(&stream, Z_NO_FLUSH)
        return (status, buffer.count - Int(stream.avail_out))
      }
      if produced > 0, !output.withUnsafeBufferPointer({ write(.init(rebasing: $0[..<produced])) })
      {
        return
      }
      if status == Z_STREAM_END {
        guard stream.avail_in == 0, position == bytes.count else {
          throw damaged("goes on after its end")
        }
        return
      }
      guard status == Z_OK else {
        throw damaged(status == Z_BUF_ERROR ? "is truncated" : "is damaged")
      }
    }
  }

  private func damaged(_ what: String) -> DataError {
    DataError(.invalidData, "gzip file \(name) \(what)", hint: "get the file again")
  }
}
