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
  /// A store, of whatever version. While its first commit is being made, or after a crash in the
  /// middle of it, SQLite's rollback journal lies beside it.
  case store(isBeingMade: Bool)

  /// The mark in the header of every store: `PRAGMA application_id` shows it, and so does `file`.
  static let applicationID: Int32 = 0x5ADD_1EBA

  /// The path of the file that a user means: to SQLite, `:memory:` and `file:…` alone are no files.
  ///
  /// - Throws: `.missingStore` for no name at all, which SQLite takes for a file of its own.
  static func path(named name: String) throws(StoreError) -> String {
    guard !name.isEmpty else {
      throw StoreError(
        .missingStore, "the path of the store is empty", hint: "name the store that you mean")
    }
    return name.hasPrefix(":") || name.hasPrefix("file:") ? "./" + name : name
  }

  /// Whether a file of SQLite's lies beside the one at the path: `-wal`, its log, or `-journal`.
  static func hasCompanion(_ suffix: String, of path: String) -> Bool {
    access(path + suffix, F_OK) == 0
  }

  /// Whether two paths lead to one file.
  static func isSame(_ one: String, _ other: String) -> Bool {
    var (left, right) = (stat(), stat())
    return stat(one, &left) == 0 && stat(other, &right) == 0 && left.st_dev == right.st_dev
      && left.st_ino == right.st_ino
  }

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
    let found = try headerApplicationID(of: path)
    guard found == applicationID else {
      throw StoreError(
        .notAStore, "\(path) is an SQLite database of another program, not a Saddlebag store",
        hint: StoreError.otherStoreHint)
    }
    return .store(isBeingMade: hasCompanion("-journal", of: path))
  }

  /// The application ID in the header of an SQLite file.
  ///
  /// The bytes are read through SQLite's own file handle: closing a file descriptor of our own would
  /// drop the POSIX locks that other connections of this process hold on the same file. They are not
  /// read by SQL: that would lay `-wal` and `-shm` files beside somebody else's database, and fail
  /// while the file is half-way through taking over its log, which a crash can make last. A store
  /// carries the ID in the file proper from its first commit (see ``StoreConnection/create``).
  private static func headerApplicationID(of path: String) throws(StoreError) -> Int32 {
    var connection: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
    var code = sqlite3_open_v2(path, &connection, flags, nil)
    defer { sqlite3_close(connection) }
    var header = [UInt8](repeating: 0, count: 100)
    if code == SQLITE_OK {
      var file: UnsafeMutablePointer<sqlite3_file>?
      code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
      if let read = file?.pointee.pMethods?.pointee.xRead {
        code = read(file, &header, Int32(header.count), 0)
      }
    }
    // SQLITE_IOERR_SHORT_READ, a macro that Swift does not see: zeros follow what there is.
    let isShort = code == SQLITE_IOERR | (2 << 8)
    switch code {
    case _ where code == SQLITE_OK || isShort:
      guard header.starts(with: "SQLite format 3\0".utf8) else {
        throw StoreError(
          .notAStore, "\(path) is not an SQLite file, let alone a Saddlebag store",
          hint: StoreError.otherStoreHint)
      }
      return header[68..<72].reduce(0) { $0 << 8 | Int32($1) }
    case _ where access(path, R_OK) != 0 && errno == EACCES:
      throw StoreError(
        .readOnly, "\(path) may not be read",
        hint: "check the permissions of the file, or choose another store")
    default:
      throw StoreError(
        .io, "\(path) cannot be read: \(String(cString: sqlite3_errstr(code)))",
        hint: "check the permissions of the file and of its folders")
    }
  }

  /// The name under which SQLite opens the file in a way of its own: with `immutable=1` it reads it as it
  /// lies there, without locks and without a log, right only while nobody writes.
  static func uri(of path: String, _ query: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : "file:"
    for scalar in path.unicodeScalars {
      switch scalar {
      case "%": uri += "%25"
      case "?": uri += "%3f"
      case "#": uri += "%23"
      default: uri.unicodeScalars.append(scalar)
      }
    }
    return uri + "?" + query
  }
}
