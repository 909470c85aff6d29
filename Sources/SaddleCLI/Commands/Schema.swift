import ArgumentParser
import SaddleReport
import SaddleStore

/// `saddlebag schema`: the tables and views that any SQLite client may read.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Print the tables and views of a store with their columns, or the SQL of one of them.",
    discussion: "docs/schema.md says what each means, and what of it stays.")

  @Argument(help: "A table or view.")
  var name: String?

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try storeOptions.openForReading()
    guard let name else {
      output.print(TabularText(try store.query(Self.columns)))
      return
    }
    print(try Self.sql(of: name, in: store))
  }

  /// The statement that makes a table or view.
  static func sql(of name: String, in store: Store) throws -> String {
    let found = try store.query(
      "SELECT sql FROM sqlite_schema WHERE name = :name", bindings: ["name": .text(name)])
    guard case .text(let sql) = found.rows.first?.first else {
      throw Failure(
        .notFound, "there is no table or view '\(name)' in \(store.path)", hint: "saddlebag schema")
    }
    return sql + ";"
  }

  /// Every public table and view, a row for each column in order.
  static let columns = """
    SELECT object.name AS "table", object.type AS kind, part.name AS "column", part.type,
      CASE WHEN part.pk > 0 THEN part.pk END AS "key"
    FROM sqlite_schema AS object, pragma_table_xinfo(object.name) AS part
    WHERE object.type IN ('table', 'view')
      AND object.name NOT IN ('grdb_migrations', 'sqlite_sequence')
    ORDER BY object.type, object.name, part.cid
    """
}
