#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Unpacked copies of gzip files, in the user's cache folder: made once and mapped from then on.
///
/// A copy's name holds the checksum and length that the packed file ends with, and the copy is checked
/// against them each time, so that a stale or damaged copy is made again. It is written under
/// another name and renamed when whole: a crash, or two processes at once, leave no half copy.
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
    guard let folder = cacheFolder() else { return try inMemory(packed, expected) }
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

  /// `$XDG_CACHE_HOME/saddlebag`, by default ~/.cache/saddlebag; nil if it cannot be made.
  private static func cacheFolder() -> String? {
    let environment = ProcessInfo.processInfo.environment
    let root: String
    if let given = environment["XDG_CACHE_HOME"], given.hasPrefix("/") {
      root = given
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      root = home + "/.cache"
    } else {
      return nil
    }
    let folder = root + "/saddlebag"
    let made: Void? = try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    return made == nil ? nil : folder
  }

  /// Unpacks into a file that takes its name when it is whole; false if it cannot be written.
  private static func save(
    _ packed: GzipFile, _ count: Int, to path: String
  ) throws(DataError) -> Bool {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    var isWritten = true
    defer {
      close(descriptor)
      unlink(temporary)
    }
    do throws(DataError) {
      try packed.unpack(count: count) { chunk in
        var rest = chunk
        while let start = rest.baseAddress, !rest.isEmpty {
          let written = write(descriptor, start, rest.count)
          if written < 0, errno == EINTR { continue }
          guard written > 0 else {
            isWritten = false
            return false
          }
          rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
        return true
      }
    } catch {
      if isWritten { throw error }
    }
    return isWritten && fsync(descriptor) == 0 && rename(temporary, path) == 0
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
