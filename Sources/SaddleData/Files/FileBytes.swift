#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The bytes of a file, mapped into memory: only the pages that are read take any.
///
/// Unchecked because of the pointer: the bytes are set in `init`, never written afterwards, and go
/// with the last reference.
final class FileBytes: @unchecked Sendable {
  /// All bytes.
  let buffer: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Maps a file.
  ///
  /// - Throws: ``DataError`` if there is no such file, it is no regular file, or may not be read.
  init(path: String) throws(DataError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT
        ? DataError(.missing, "there is no file '\(path)'", hint: "check the path")
        : DataError(
          .invalidData, "'\(path)' cannot be read: \(String(cString: strerror(errno)))",
          hint: "check its permissions with ls -l")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw DataError(
        .invalidData, "'\(path)' is no regular file", hint: "name a file that holds the data")
    }
    let count = Int(status.st_size)
    isMapped = count > 0
    guard count > 0 else {
      buffer = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != UnsafeMutableRawPointer(bitPattern: -1)
    else {
      throw DataError(
        .invalidData, "'\(path)' cannot be mapped: \(String(cString: strerror(errno)))",
        hint: "free some memory")
    }
    buffer = UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Copies bytes.
  init(_ bytes: [UInt8]) {
    isMapped = false
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(copy)
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
    } else {
      buffer.deallocate()
    }
  }

  /// The number of bytes.
  var count: Int { buffer.count }

  /// Whether the file begins with these bytes.
  func starts(with prefix: [UInt8]) -> Bool {
    count >= prefix.count && prefix.indices.allSatisfy { buffer[$0] == prefix[$0] }
  }
}
