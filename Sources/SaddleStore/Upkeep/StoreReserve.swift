#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file beside the store that takes room on the disk, to be given up when there is none left.
///
/// On a full disk SQLite cannot even delete: that, too, is written to its log first. The first run that is
/// recorded lays the reserve aside; deleting and pruning use it up if they need it.
struct StoreReserve {
  /// Room to copy the log into the file (16 MB, a group of steps, and what they would not fit into any more),
  /// and for the log of deleting a run of some ten million steps.
  static let byteCount = 32 << 20
  /// With less room on the disk, other things matter more.
  private static let neededDiskBytes = 4 * byteCount

  let path: String

  init(of store: String) { path = store + "-reserve" }

  var exists: Bool { access(path, F_OK) == 0 }

  /// Lays the reserve aside, unless it is there or the disk is nearly full.
  func keep() {
    let free = StoreFile.freeDiskBytes(around: StoreFile.folder(of: path)) ?? 0
    guard !exists, free >= Self.neededDiskBytes else { return }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return }
    let isThere = Self.allocate(descriptor)
    close(descriptor)
    // A part of it would pass for the whole.
    if !isThere { unlink(path) }
  }

  /// Gives the room back; false if there is no reserve.
  func release() -> Bool { unlink(path) == 0 }

  /// Takes the blocks without writing them, where the file system can.
  private static func allocate(_ descriptor: Int32) -> Bool {
    #if canImport(Darwin)
    var request = fstore_t(
      fst_flags: UInt32(F_ALLOCATEALL), fst_posmode: F_PEOFPOSMODE, fst_offset: 0,
      fst_length: off_t(byteCount), fst_bytesalloc: 0)
    return fcntl(descriptor, F_PREALLOCATE, &request) == 0
      && ftruncate(descriptor, off_t(byteCount)) == 0
    #else
    return posix_fallocate(descriptor, 0, off_t(byteCount)) == 0
    #endif
  }
}

extension Store {
  /// Makes a change that frees room; on a full disk, with the room of the reserve.
  ///
  /// - Throws: what the change throws the second time.
  func freeingRoom<Value>(
    _ change: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    do {
      return try change()
    } catch  where error.code == .diskFull && StoreReserve(of: path).release() {
      // Copied into the file, the log makes room for that of the change.
      try? StoreConnection.takeOverLog(of: path, options: options)
      return try change()
    }
  }
}
