import GRDB
import GRDBSQLite
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How the store's file is opened: the settings of each kind of connection.
enum StoreConnection {
  /// Bytes of a page: metrics rows of about 100 bytes and small parameter vectors fill it well.
  static let pageSize = 8192
  /// The write-ahead log is copied into the file when it has this many pages (16 MB).
  static let checkpointPages = 16 << 20 / pageSize
  /// A log of so many bytes has grown beyond what writers leave: a reader kept it from being taken over.
  static let largeLogBytes = 96 << 20

  /// Opens for reading: nothing that this connection does can change the file.
  ///
  /// SQLite keeps its log and the log's index beside the file. Where the folder may not be written, or the disk
  /// is full, and there is no log, nobody records, and the file is read as it lies there.
  static func reader(at path: String, options: Store.Options) throws(StoreError) -> DatabaseQueue {
    var configuration = basicConfiguration(options)
    configuration.readonly = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA query_only = ON")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    do {
      return try connect(path, configuration, options)
    } catch let error
      where (error.code == .readOnly || error.code == .diskFull)
      && StoreFile.byteCount(of: path + "-wal") == 0
    {
      // The attempt may have made an empty log.
      return try connect(StoreFile.uri(of: path, "immutable=1"), configuration)
    }
  }

  /// Opens for writing, with every commit durable when it returns.
  ///
  /// A page size is given for a file that may not be there yet.
  static func writer(
    at path: String, options: Store.Options, pageSize: Int? = nil
  ) throws(StoreError) -> DatabaseQueue {
    var configuration = basicConfiguration(options)
    let timeout = MonotonicTime.now.adding(milliseconds: options.busyMilliseconds)
    let maximumPageCount = options.maximumPageCount
    let logPages = options.checkpointPages * Self.pageSize / (pageSize ?? Self.pageSize)
    configuration.prepareDatabase { database in
      // SQLite opens a file that may not be written as read-only, and says so only when asked.
      guard sqlite3_db_readonly(database.sqliteConnection, "main") == 0 else {
        throw DatabaseError(resultCode: .SQLITE_READONLY)
      }
      if let pageSize { try database.execute(sql: "PRAGMA page_size = \(pageSize)") }
      try activateWriteAheadLog(database, until: timeout)
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = \(logPages)")
      try database.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
      try database.execute(sql: "PRAGMA cache_size = -32768")
      // Debian's SQLite overwrites deleted content with zeros: a second copy of all that is
      // deleted.
      try database.execute(sql: "PRAGMA secure_delete = OFF")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      if let maximumPageCount {
        try database.execute(sql: "PRAGMA max_page_count = \(maximumPageCount)")
      }
    }
    return try connect(path, configuration, options)
  }

  /// Makes an empty store at a vacant path, or leaves alone the one that another process just made.
  ///
  /// The mark of a store is the file's very first commit, made before the write-ahead log exists:
  /// from then on it stands in the file proper, where ``StoreFile`` looks for it.
  static func create(at path: String, options: Store.Options) throws(StoreError) {
    var configuration = basicConfiguration(options)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA page_size = \(pageSize)")
    }
    let queue = try connect(path, configuration, options)
    try translatingErrors(of: path) {
      try queue.inTransaction(.immediate) { database in
        let found = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        if found == StoreFile.applicationID { return .rollback }
        let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        guard found == 0, objects == 0 else {
          throw StoreError(
            .notAStore, "another program just made a database of its own at \(path)",
            hint: StoreError.otherStoreHint)
        }
        try database.execute(sql: "PRAGMA application_id = \(StoreFile.applicationID)")
        return .commit
      }
      try queue.close()
    }
  }

  private static func connect(
    _ path: String, _ configuration: GRDB.Configuration, _ options: Store.Options? = nil
  ) throws(StoreError) -> DatabaseQueue {
    let path = options?.fileSystem.map { StoreFile.uri(of: path, "vfs=\($0)") } ?? path
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch DatabaseError.SQLITE_CANTOPEN where isFolderReadOnly(of: path) {
      throw StoreError(
        .readOnly, "\(path) is in a folder that may not be written",
        hint: "use a store in a folder of your own: SQLite keeps its log beside the file")
    } catch {
      throw StoreError(translating: error, path: path)
    }
  }

  private static func basicConfiguration(_ options: Store.Options) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .callback(waiting(milliseconds: options.busyMilliseconds))
    configuration.label = "saddlebag.store"
    return configuration
  }

  /// Waits for other writers in naps of about a millisecond, to the given end.
  ///
  /// SQLite's own wait naps ever longer, up to a tenth of a second: of many writers, those who had waited
  /// longest would get their turn last, some never.
  private static func waiting(milliseconds: Int) -> Database.BusyCallback {
    let deadline = Mutex(MonotonicTime.now)
    return { tries in
      let end = deadline.withLock { deadline in
        if tries == 0 { deadline = .now.adding(milliseconds: milliseconds) }
        return deadline
      }
      guard MonotonicTime.now < end else { return false }
      usleep(.random(in: 500...2_000))
      return true
    }
  }

  /// Takes over a write-ahead log that has grown large and cuts it to nothing, if readers let go of it within
  /// a second, or more where the log is larger, at most fifteen; other writers wait meanwhile.
  ///
  /// While readers overlap without a gap, no writer can begin the log anew, and it would grow without end.
  static func cutLargeLog(of path: String, options: Store.Options) {
    let bytes = StoreFile.byteCount(of: path + "-wal")
    guard bytes > largeLogBytes else { return }
    let milliseconds = min(15_000, 1_000 * bytes / largeLogBytes)
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(Double(milliseconds) / 1_000)
    guard let queue = try? connect(path, configuration, options) else { return }
    let deadline = MonotonicTime.now.adding(milliseconds: milliseconds)
    // Where another connection takes the log over just now, SQLite does not wait.
    while (try? queue.writeWithoutTransaction({ try $0.checkpoint(.truncate) })) == nil,
      MonotonicTime.now < deadline
    {
      usleep(.random(in: 500...2_000))
    }
    try? queue.close()
  }

  /// Takes the write-ahead log over into the file and cuts it, as far as readers and the disk allow.
  static func takeOverLog(of path: String, options: Store.Options) throws(StoreError) {
    let database = try writer(at: path, options: options)
    _ = try? database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? database.close()
  }

  /// Turns the write-ahead log on; at once where it is on already.
  ///
  /// SQLite does not wait for other connections here, so that several processes which open a new
  /// store at the same moment need the loop.
  private static func activateWriteAheadLog(
    _ database: Database, until deadline: MonotonicTime
  ) throws {
    while true {
      do {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else {
          throw StoreError(
            .io, "SQLite cannot keep a write-ahead log beside the store",
            hint: "put the store on a local disk")
        }
        return
      } catch DatabaseError.SQLITE_BUSY where MonotonicTime.now < deadline {
        usleep(2_000)
      }
    }
  }

  private static func isFolderReadOnly(of path: String) -> Bool {
    let folder = StoreFile.folder(of: path)
    return faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) != 0
      && (errno == EACCES || errno == EROFS)
  }
}
