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
      try queue.read { database in
        guard try hasMigrations(database) else { return .older }
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
        let before = try queue.read(appliedMigrations)
        do {
          try migrator.migrate(queue)
        } catch {
          let after = try queue.read(appliedMigrations)
          if after == before { throw error }
        }
      }
    }
  }

  private static func appliedMigrations(_ database: Database) throws -> [String] {
    try hasMigrations(database) ? migrator.appliedMigrations(database) : []
  }

  /// Whether the migrator has left its table; also fixes the snapshot for what is asked next, so
  /// that another process cannot make that table in between.
  private static func hasMigrations(_ database: Database) throws -> Bool {
    try database.tableExists("grdb_migrations")
  }
}
