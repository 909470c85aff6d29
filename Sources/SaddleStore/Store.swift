import Foundation
import GRDB
import SaddleMigrations

/// A Saddlebag store: one SQLite file with the records of many runs.
///
/// Many processes may record to one store and read it at once, on one machine (the write-ahead log
/// needs a local file system). `docs/schema.md` is the public contract of the file.
///
/// Reads see a consistent snapshot each. All functions block and are safe from any thread; none
/// belongs on Swift's cooperative pool while a disk is slow.
public final class Store: Sendable {
  /// What the store is opened for.
  public enum Mode: Sendable {
    /// Reading; the file must exist.
    case readOnly
    /// Recording; the file is created and migrated if need be.
    case readWrite
  }

  /// The file, as the user named it.
  public let path: String
  /// The seconds to wait for another process's lock.
  public let lockTimeout: Double
  let database: DatabaseQueue

  /// Opens a store.
  ///
  /// A file of an older schema is migrated first; a file that is no Saddlebag store, or of a newer
  /// schema, is refused and left as it is.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - mode: what it is opened for.
  ///   - lockTimeout: the seconds to wait for another process's lock.
  /// - Throws: ``StoreError``.
  public static func open(
    path: String, mode: Mode, lockTimeout: Double = 10
  ) throws(StoreError) -> Store {
    do {
      return try Store(path: path, mode: mode, lockTimeout: lockTimeout)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private init(path: String, mode: Mode, lockTimeout: Double) throws {
    self.path = path
    self.lockTimeout = lockTimeout
    try Self.checkFile(at: path, mode: mode)
    if mode == .readWrite {
      try Self.retry(for: lockTimeout) { try Self.migrate(path: path, lockTimeout: lockTimeout) }
    }
    database = try DatabaseQueue(
      path: path,
      configuration: Self.configuration(isReadOnly: mode == .readOnly, lockTimeout: lockTimeout))
    if mode == .readOnly {
      let isCurrent = try database.read { database in
        try Self.checkSchema(database, path: path)
        return try Self.migrator.hasCompletedMigrations(database)
      }
      if !isCurrent {
        try Self.retry(for: lockTimeout) { try Self.migrate(path: path, lockTimeout: lockTimeout) }
      }
    }
  }

  /// Runs work in a read transaction, its failures as ``StoreError``.
  func read<Value>(_ work: (GRDB.Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try database.read(work)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

// MARK: - Opening

extension Store {
  /// "Z\xDDL\xBA": what `PRAGMA application_id` says of a Saddlebag store.
  static let applicationID: Int32 = 1_524_488_890

  /// The pragmas of every connection.
  ///
  /// The page size counts only where the file is made: 8 KiB holds some sixty rows of metrics.
  /// Debian builds SQLite with secure deletion on, which would write each deleted page anew.
  static func configuration(isReadOnly: Bool, lockTimeout: Double) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(lockTimeout)
    configuration.prepareDatabase { database in
      if isReadOnly {
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
      } else {
        try database.execute(
          sql: """
            PRAGMA page_size = 8192;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 2048;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -32768;
            PRAGMA secure_delete = OFF;
            PRAGMA trusted_schema = OFF;
            """)
      }
    }
    return configuration
  }

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    for migration in Migrations.all.sorted(by: { $0.name < $1.name }) {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.text) }
    }
    return migrator
  }()

  /// Refuses what can be told to be no store without SQLite's help.
  private static func checkFile(at path: String, mode: Mode) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      if mode == .readWrite { return }
      throw StoreError(
        .missingStore, "there is no store '\(path)'",
        hint: "saddlebag train bilinear makes one; --store PATH or SADDLEBAG_STORE names another")
    }
    if isFolder.boolValue {
      throw StoreError(
        .notAStore, "'\(path)' is a folder, not a store", hint: "--store \(path)/saddlebag.db")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError(
        .readOnly, "'\(path)' cannot be read: permission denied",
        hint: "--store PATH in a folder of your own")
    }
    let header = try file.read(upToCount: 16) ?? Data()
    let isEmpty = header.isEmpty && mode == .readWrite
    guard isEmpty || header == Data("SQLite format 3\0".utf8) else {
      throw StoreError(
        .notAStore, "'\(path)' is not a Saddlebag store, nor any SQLite file",
        hint: "--store PATH with another name")
    }
  }

  /// Refuses another program's file and a newer schema.
  private static func checkSchema(_ database: GRDB.Database, path: String) throws {
    let id = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    // Empty, or another process has just begun to make it: the migrator notes first, then migrates.
    let foreign = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'")
    guard id == applicationID || foreign == 0 else {
      throw StoreError(
        .notAStore, "'\(path)' is another program's SQLite file, not a Saddlebag store",
        hint: "--store PATH with another name")
    }
    if try migrator.hasBeenSuperseded(database) {
      throw StoreError(
        .newerSchema, "'\(path)' was written by a newer version of Saddlebag",
        hint: "update saddlebag, or --store PATH with another name")
    }
  }

  /// Checks the file before a byte of it is changed, then brings its schema up to date.
  private static func migrate(path: String, lockTimeout: Double) throws {
    if FileManager.default.fileExists(atPath: path) {
      let probe = try DatabaseQueue(
        path: path, configuration: configuration(isReadOnly: true, lockTimeout: lockTimeout))
      let isCurrent = try probe.read { database in
        try checkSchema(database, path: path)
        return try migrator.hasCompletedMigrations(database)
      }
      try probe.close()
      if isCurrent { return }
    }
    let writer = try DatabaseQueue(
      path: path, configuration: configuration(isReadOnly: false, lockTimeout: lockTimeout))
    try migrator.migrate(writer)
    try writer.close()
  }

  /// Tries again while another process may be making the same file.
  ///
  /// Two first uses at once race for each migration; the loser's transaction rolls back, and its next
  /// try finds the winner's work done.
  private static func retry(for seconds: Double, _ work: () throws -> Void) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      do {
        return try work()
      } catch let error as DatabaseError
      where [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_SCHEMA]
        .contains(error.resultCode)
      {
        if ContinuousClock.now > deadline { throw error }
        Thread.sleep(forTimeInterval: .random(in: 0.005...0.05))
      }
    }
  }
}
