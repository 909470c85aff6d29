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

/// The user's folder for what can be made again: `$XDG_CACHE_HOME/saddlebag`, by default
/// ~/.cache/saddlebag.
///
/// Files are written under another name and renamed when whole: a crash, or two processes at once, leave
/// no half file. Where nothing can be written, nothing is kept.
package enum CacheFolder {
  /// Its path; nil if it cannot be made.
  static func path() -> String? {
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

  /// The bytes that were kept under a name; nil if there are none, or they are damaged.
  package static func bytes(named name: String) -> [UInt8]? {
    guard let folder = path(), let file = try? FileBytes(path: "\(folder)/\(name)"), file.count >= 4
    else { return nil }
    let body = UnsafeRawBufferPointer(rebasing: file.buffer[..<(file.count - 4)])
    let checksum = file.buffer.loadUnaligned(fromByteOffset: file.count - 4, as: UInt32.self)
    return UInt32(littleEndian: checksum) == crc32(of: body) ? Array(body) : nil
  }

  /// Keeps bytes under a name, with a checksum; does nothing if that cannot be.
  package static func keep(_ bytes: [UInt8], named name: String) {
    guard let folder = path() else { return }
    let checksum = bytes.withUnsafeBytes { crc32(of: $0) }
    let whole = bytes + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
    _ = write(to: "\(folder)/\(name)") { append in whole.withUnsafeBytes { append($0) } }
  }

  /// Writes a file that takes its name when it is whole.
  ///
  /// - Returns: false if it was not written.
  static func write(
    to path: String, _ fill: ((UnsafeRawBufferPointer) -> Bool) throws -> Bool
  ) rethrows -> Bool {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    defer {
      close(descriptor)
      unlink(temporary)
    }
    let isWhole = try fill { append($0, to: descriptor) }
    return isWhole && fsync(descriptor) == 0 && rename(temporary, path) == 0
  }

  private static func append(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = systemWrite(descriptor, start, rest.count)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    return true
  }
}

/// The C library's `write`, which ``CacheFolder/write(to:_:)`` would hide.
private func systemWrite(
  _ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int
) -> Int { write(descriptor, start, count) }
