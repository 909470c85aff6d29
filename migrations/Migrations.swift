/// One step of the store's schema: a `.sql` file of this folder.
///
/// Append-only: a migration that has been released is never edited, renamed or removed.
/// `Migrations.all` lists them in the order in which they are applied, which is by name.
package struct Migration: Sendable {
  /// The file's name without `.sql`: the migration's identifier in the store.
  package let name: String
  /// The SQL, comments included.
  package let text: String
}
