/// Unpacked copies of gzip files, in the user's cache folder: made once and mapped from then on.
///
/// A copy's name holds the checksum and length that the packed file ends with, and the copy is checked
/// against them each time, so that a stale or damaged copy is made again.
enum UnpackedFile {
  /// The bytes of an IDX file that is packed; from memory where the cache cannot be written.
  ///
  /// - Throws: ``DataError`` if the packed file is damaged, or is no IDX file.
  static func bytes(of packed: GzipFile, path: String) throws(DataError) -> FileBytes {
    let (checksum, count) = try packed.trailer()
    let start = FileBytes(try packed.prefix(4 + 4 * 255))
    let header = try IDXFile.header(of: start.buffer, name: packed.name)
    guard let expected = header.fileByteCount, UInt32(truncatingIfNeeded: expected) == count else {
      throw DataError(
        .invalidData,
        "\(packed.name) unpacks to \(count) bytes, which its header of"
          + " \(BinaryArray.text(header.shape)) numbers does not promise",
        hint: "get the file again")
    }
    guard let folder = CacheFolder.path() else { return try inMemory(packed, expected) }
    let digits = String(checksum, radix: 16)
    let name = (path.split(separator: "/").last ?? "").replacing(".gz", with: "")
    let copy = "\(folder)/\(name)-\(digits)-\(expected)"
    if let bytes = try? FileBytes(path: copy), bytes.count == expected,
      crc32(of: bytes.buffer) == checksum
    {
      return bytes
    }
    guard try save(packed, expected, to: copy), let bytes = try? FileBytes(path: copy) else {
      return try inMemory(packed, expected)
    }
    return bytes
  }

  /// - Returns: false if the file cannot be written.
  private static func save(
    _ packed: GzipFile, _ count: Int, to path: String
  ) throws(DataError) -> Bool {
    var damage: DataError?
    let isSaved = CacheFolder.write(to: path) { append in
      var isWritten = true
      do throws(DataError) {
        try packed.unpack(count: count) { chunk in
          isWritten = append(chunk)
          return isWritten
        }
      } catch {
        // What stops the reading of a sound file is the writing.
        if isWritten { damage = error }
        return false
      }
      return isWritten
    }
    if let damage { throw damage }
    return isSaved
  }

  private static func inMemory(_ packed: GzipFile, _ count: Int) throws(DataError) -> FileBytes {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    try packed.unpack(count: count) { chunk in
      bytes.append(contentsOf: chunk)
      return true
    }
    return FileBytes(bytes)
  }
}
