import GRDBSQLite

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What stands at a path, found out without leaving a trace there.
enum StoreFile {
  /// Nothing, or an empty file: room for a new store.
  case vacant(exists: Bool)
  /// A store, of whatever version.
  case store

  /// The mark in the header of every store: `PRAGMA application_id` shows it, and so does `file`.
  static let applicationID: Int32 = 0x5ADD_1EBA

  /// Looks at the path.
  ///
  /// - Throws: `.notAStore` for anything that is neither vacant nor a store.
  static func inspect(_ path: String) throws(StoreError) -> StoreFile {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return .vacant(exists: false) }
      throw StoreError(
        .io, "\(path) cannot be opened: \(String(cString: strerror(errno)))",
        hint: "check the path and the permissions of its folders")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "not a regular file"
      throw StoreError(
        .notAStore, "\(path) is \(kind), not a Saddlebag store", hint: StoreError.otherStoreHint)
    }
    if status.st_size == 0 { return .vacant(exists: true) }
    let header = try header(of: path)
    guard header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StoreError(
        .notAStore, "\(path) is not an SQLite file, let alone a Saddlebag store",
        hint: StoreError.otherStoreHint)
    }
    let found = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard found == UInt32(bitPattern: applicationID) else {
      throw StoreError(
        .notAStore, "\(path) is an SQLite database of another program, not a Saddlebag store",
        hint: StoreError.otherStoreHint)
    }
    return .store
  }

  /// The first hundred bytes of a file, or all and then zeros.
  ///
  /// SQLite's file layer reads them, since closing a file descriptor of our own would drop the
  /// POSIX locks that other connections of this process hold on the same file. Nothing above that
  /// layer is asked, so that no lock is taken and no `-wal` or `-shm` file made beside somebody
  /// else's database. A store has its mark in the file proper from its first commit on, see
  /// ``StoreConnection/create(at:options:)``.
  private static func header(of path: String) throws(StoreError) -> [UInt8] {
    var connection: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
    var code = sqlite3_open_v2(path, &connection, flags, nil)
    defer { sqlite3_close(connection) }
    var file: UnsafeMutablePointer<sqlite3_file>?
    if code == SQLITE_OK {
      code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    }
    var bytes = [UInt8](repeating: 0, count: 100)
    if code == SQLITE_OK, let file, let methods = file.pointee.pMethods {
      code = methods.pointee.xRead(file, &bytes, Int32(bytes.count), 0)
    }
    // SQLITE_IOERR_SHORT_READ: a macro that Swift does not import.
    let shortRead = SQLITE_IOERR | 2 << 8
    guard code == SQLITE_OK || code == shortRead else {
      throw StoreError(
        .io, "\(path) cannot be read: \(String(cString: sqlite3_errstr(code)))",
        hint: "check the permissions of the file and of its folders")
    }
    return bytes
  }
}
