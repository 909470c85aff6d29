import GRDB
import SaddleMigrations

/// The schema that this version of the program knows: the files of `migrations/`, in order.
enum StoreSchema {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    for migration in Migrations.all {
      // The migrations so far only create; one that rewrites tables needs deferred checks.
      migrator.registerMigration(migration.name, foreignKeyChecks: .immediate) { database in
        try database.execute(sql: migration.text)
      }
    }
    return migrator
  }()

  /// How a store's schema compares with the one of this program.
  enum Age {
    case older
    case current
  }

  /// - Throws: `.newerSchema` if a newer program wrote the store.
  static func age(of queue: DatabaseQueue) throws(StoreError) -> Age {
    try translatingErrors(of: queue.path) {
      try read(queue) { database in
        if try migrator.hasBeenSuperseded(database) {
          throw StoreError(
            .newerSchema, "\(queue.path) was written by a newer version of Saddlebag",
            hint: "update Saddlebag, or choose another store")
        }
        return try migrator.hasCompletedMigrations(database) ? .current : .older
      }
    }
  }

  /// Brings the store's schema up to date.
  ///
  /// Several processes may do so at once: each migration is one transaction, so that whoever comes
  /// second fails without effect, sees what the first has done, and goes on from there.
  static func migrate(_ queue: DatabaseQueue) throws(StoreError) {
    while try age(of: queue) == .older {
      try translatingErrors(of: queue.path) {
        let before = try read(queue, migrator.appliedMigrations)
        do {
          try migrator.migrate(queue)
        } catch {
          let after = try read(queue, migrator.appliedMigrations)
          if after == before { throw error }
        }
      }
    }
  }

  /// Reads one snapshot.
  ///
  /// SQLite takes it at the first row that is read, which must come before the migrator looks for its
  /// table: it looks twice, and must not see another process make the table in between.
  private static func read<Value>(
    _ queue: DatabaseQueue, _ body: (Database) throws -> Value
  ) throws -> Value {
    try queue.read { database in
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
      return try body(database)
    }
  }
}
