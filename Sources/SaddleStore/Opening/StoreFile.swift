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
    // Amid a checkpoint, of another process or cut short by a full disk, the file proper is shorter
    // than its header says and reads as damaged: only together with its log is it whole.
    var found = try headerApplicationID(of: path, isImmutable: true)
    if found == nil { found = try headerApplicationID(of: path, isImmutable: false) }
    guard found == applicationID else {
      throw StoreError(
        .notAStore, "\(path) is an SQLite database of another program, not a Saddlebag store",
        hint: StoreError.otherStoreHint)
    }
    return .store(isBeingMade: hasCompanion("-journal", of: path))
  }

  /// The application ID in the header of an SQLite file.
  ///
  /// SQLite itself reads it, since closing a file descriptor of our own would drop the POSIX locks
  /// that other connections of this process hold on the same file; and it reads as if the file were
  /// immutable, so that it makes no `-wal` or `-shm` file beside somebody else's database. A store
  /// carries the ID in the file proper from its first commit (see ``StoreConnection/create``).
  ///
  /// - Returns: the ID; nil if the file reads as damaged for want of its log.
  private static func headerApplicationID(
    of path: String, isImmutable: Bool
  ) throws(StoreError) -> Int32? {
    var connection: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let uri = uri(of: path) + (isImmutable ? "?immutable=1" : "")
    var code = sqlite3_open_v2(uri, &connection, flags, nil)
    sqlite3_busy_timeout(connection, 10_000)
    defer { sqlite3_close(connection) }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    if code == SQLITE_OK {
      code = sqlite3_prepare_v2(connection, "PRAGMA application_id", -1, &statement, nil)
    }
    if code == SQLITE_OK { code = sqlite3_step(statement) }
    switch code {
    case SQLITE_ROW:
      return sqlite3_column_int(statement, 0)
    case SQLITE_CORRUPT where isImmutable:
      return nil
    case SQLITE_CORRUPT:
      throw StoreError(
        .corrupt, "\(path) is damaged", hint: "restore it from a copy, or try sqlite3's .recover")
    case SQLITE_NOTADB:
      throw StoreError(
        .notAStore, "\(path) is not an SQLite file, let alone a Saddlebag store",
        hint: StoreError.otherStoreHint)
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

  /// The name under which SQLite reads the file as it lies there: without locks and without a log,
  /// right only while nobody writes.
  static func immutableURI(of path: String) -> String { uri(of: path) + "?immutable=1" }

  private static func uri(of path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : "file:"
    for scalar in path.unicodeScalars {
      switch scalar {
      case "%": uri += "%25"
      case "?": uri += "%3f"
      case "#": uri += "%23"
      default: uri.unicodeScalars.append(scalar)
      }
    }
    return uri
  }
}
