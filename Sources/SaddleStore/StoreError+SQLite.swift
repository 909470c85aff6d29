import GRDB

extension StoreError {
  /// Says in the store's own words what SQLite reported about the file at `path`.
  init(translating error: any Error, path: String) {
    switch error {
    case let error as StoreError:
      self = error
    case let error as DatabaseError:
      self.init(translating: error, path: path)
    default:
      self.init(.io, "\(path) cannot be used: \(error)", underlying: error)
    }
  }

  private init(translating error: DatabaseError, path: String) {
    let said = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    // The index of a log, of 32 KiB, has no place: SQLite calls that an error of input and output.
    let isFull = error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
    switch isFull ? .SQLITE_FULL : error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      self.init(
        .locked, "\(path) is locked by another program",
        hint: "wait until that program is done with it, or close it", underlying: error)
    case .SQLITE_FULL:
      self.init(
        .diskFull, "there is no room left to write \(path)",
        hint: """
          free some space on that disk, such as by saddlebag prune or delete, for which some is kept in \
          reserve; then try again or resume the run
          """, underlying: error)
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(
        .readOnly, "\(path) may not be written",
        hint: "check the permissions of the file and of its folder, or choose another store",
        underlying: error)
    case .SQLITE_NOTADB:
      self.init(
        .notAStore, "\(path) is not a Saddlebag store", hint: Self.otherStoreHint,
        underlying: error)
    case .SQLITE_CORRUPT:
      self.init(
        .corrupt, "\(path) is damaged: \(said)",
        hint: "restore a copy, or save what can be read with the .recover command of sqlite3",
        underlying: error)
    case .SQLITE_CANTOPEN:
      self.init(
        .io, "\(path) cannot be opened",
        hint: "check that its folder exists and that you may read and write there",
        underlying: error)
    default:
      self.init(.io, "\(path) cannot be used: \(said)", underlying: error)
    }
  }

  static let otherStoreHint = "choose another path for the store"
}

/// Runs `body` and throws what it throws as a ``StoreError`` about the file at `path`.
func translatingErrors<Value>(
  of path: String, _ body: () throws -> Value
) throws(StoreError) -> Value {
  do {
    return try body()
  } catch {
    throw StoreError(translating: error, path: path)
  }
}
