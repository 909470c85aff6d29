import GRDB
import SaddleRecording

/// Copies runs from the attached database `other`, with the rows of every table that belongs to runs.
///
/// The statements follow from the schema's foreign keys, so that a table which a later migration adds is
/// copied like the others: this is the one place where SQL is put together rather than kept in a file. A
/// table belongs to runs if a column refers to `run`, or to the number of such a table.
struct RunCopier {
  /// A table whose rows belong to one run.
  private struct Owned {
    let name: String
    let columns: [String]
    /// Its own number, which has to become another one here; nil if its key is not a number of its own.
    let key: String?
    /// The column that refers to the run, or to a table that does.
    let link: (column: String, table: String)
    /// The column that refers to a content, which stores share by hash.
    let contentLink: String?
  }

  private let database: Database
  private let tables: [Owned]
  private let runColumns: [String]

  init(_ database: Database) throws {
    self.database = database
    runColumns = try Self.columns(of: "run", database)
    let names = try String.fetchAll(
      database,
      sql: """
        SELECT name FROM main.sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid
        """)
    // Tables of runs first, then those that hang on them.
    var owned: [Owned] = []
    for owners in [["run"], names] {
      for name in names where !owned.contains(where: { $0.name == name }) {
        let known = owners == ["run"] ? owners : owned.map(\.name)
        if let table = try Self.owned(name, by: known, database) { owned.append(table) }
      }
    }
    tables = owned
  }

  private static func columns(of table: String, _ database: Database) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
  }

  private static func owned(
    _ name: String, by owners: [String], _ database: Database
  ) throws -> Owned? {
    let links = try Row.fetchAll(
      database, sql: #"SELECT "table", "from" FROM pragma_foreign_key_list(?)"#, arguments: [name])
    guard name != "run", let link = links.first(where: { owners.contains($0["table"]) }) else {
      return nil
    }
    let key = try String.fetchOne(
      database,
      sql: """
        SELECT name FROM pragma_table_info(?) AS part WHERE pk = 1 AND name = 'id'
          AND (SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0) = 1
        """, arguments: [name, name])
    return Owned(
      name: name, columns: try columns(of: name, database), key: key,
      link: (link["from"], link["table"]),
      contentLink: links.first { $0["table"] == "artifactContent" }?["from"])
  }

  /// Copies a run under a new number, or in the place of one that is here.
  ///
  /// What people said of the run that is replaced stays. The caller holds a transaction.
  func copy(_ run: Run.ID, as place: Run.ID?) throws {
    var tagsKept = false
    if let place {
      for table in tables.reversed() where table.name != "runTag" {
        try database.execute(
          sql: "DELETE FROM main.\(table.name) WHERE \(restriction(table, schema: "main"))",
          arguments: ["run": place.rawValue])
      }
      tagsKept = true
    }
    let number = try copyRun(run, as: place)
    try copyContents(of: run)
    for table in tables where !(tagsKept && table.name == "runTag") {
      try copyRows(of: table, from: run, to: number)
    }
  }

  /// The condition that a row of a table belongs to the run `:run`.
  private func restriction(_ table: Owned, schema: String) -> String {
    if table.link.table == "run" { return "\(table.link.column) = :run" }
    let owner = tables.first { $0.name == table.link.table }
    return """
      \(table.link.column) IN (
        SELECT id FROM \(schema).\(table.link.table) WHERE \(owner?.link.column ?? "runID") = :run)
      """
  }

  private func copyRun(_ run: Run.ID, as place: Run.ID?) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO main.experiment (name, createdAt)
        SELECT experiment.name, experiment.createdAt
        FROM other.experiment JOIN other.run ON run.experimentID = experiment.id
        WHERE run.id = :run
        ON CONFLICT (name) DO NOTHING
        """, arguments: ["run": run.rawValue])
    let experiment = """
      (SELECT mine.id FROM main.experiment AS mine JOIN other.experiment AS theirs USING (name)
        WHERE theirs.id = run.experimentID)
      """
    let kept = ["id", "note", "archivedAt", "name"]
    if let place {
      let copied = runColumns.filter { !kept.contains($0) }
      let values = copied.map { $0 == "experimentID" ? experiment : "run.\($0)" }
      try database.execute(
        sql: """
          UPDATE main.run SET (\(copied.joined(separator: ", "))) = (
            SELECT \(values.joined(separator: ", ")) FROM other.run AS run WHERE run.id = :run)
          WHERE id = :place
          """, arguments: ["run": run.rawValue, "place": place.rawValue])
      return place.rawValue
    }
    let copied = runColumns.filter { $0 != "id" }
    let values = copied.map { $0 == "experimentID" ? experiment : "run.\($0)" }
    try database.execute(
      sql: """
        INSERT INTO main.run (\(copied.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM other.run AS run WHERE run.id = :run
        """, arguments: ["run": run.rawValue])
    return database.lastInsertedRowID
  }

  /// Stores the contents of the run's files that are not here yet.
  private func copyContents(of run: Run.ID) throws {
    let wanted = """
      SELECT content.id FROM other.artifact AS file
      JOIN other.artifactContent AS content ON content.id = file.contentID
      WHERE file.runID = :run
        AND content.sha256 NOT IN (SELECT sha256 FROM main.artifactContent)
      """
    let missing = try Int64.fetchAll(database, sql: wanted, arguments: ["run": run.rawValue])
    for content in Set(missing).sorted() {
      try database.execute(
        sql: """
          INSERT INTO main.artifactContent (sha256, byteCount)
          SELECT sha256, byteCount FROM other.artifactContent WHERE id = :content
          """, arguments: ["content": content])
      let number = database.lastInsertedRowID
      try database.execute(
        sql: """
          INSERT INTO main.artifactChunk (contentID, ordinal, data)
          SELECT :number, ordinal, data FROM other.artifactChunk WHERE contentID = :content
          """, arguments: ["content": content, "number": number])
    }
  }

  /// Copies the rows of one table; numbers of its own are moved past those that are here.
  private func copyRows(of table: Owned, from run: Run.ID, to number: Int64) throws {
    let owner = tables.first { $0.name == table.link.table }
    let values = table.columns.map { column -> String in
      switch column {
      case table.link.column where table.link.table == "run": ":number"
      case table.link.column: "theirs.\(column) + :ownerShift"
      case table.contentLink:
        """
        (SELECT mine.id FROM main.artifactContent AS mine
          JOIN other.artifactContent AS content USING (sha256)
          WHERE content.id = theirs.\(column))
        """
      case table.key: "theirs.\(column) + :shift"
      default: "theirs.\(column)"
      }
    }
    // A run without rows in a table has no shift there: the argument is NULL, and nothing is copied.
    var arguments: [String: (any DatabaseValueConvertible)?] = ["run": run.rawValue]
    if table.link.table == "run" {
      arguments["number"] = number
    } else if let owner {
      // The owner's rows were just copied: the difference of the least numbers is their shift.
      let shift = try Int64.fetchOne(
        database,
        sql: """
          SELECT (SELECT min(id) FROM main.\(owner.name) WHERE \(owner.link.column) = :number)
            - (SELECT min(id) FROM other.\(owner.name) WHERE \(owner.link.column) = :run)
          """, arguments: ["number": number, "run": run.rawValue])
      arguments.updateValue(shift, forKey: "ownerShift")
    }
    if table.key != nil {
      let shift = try Int64.fetchOne(
        database,
        sql: """
          SELECT coalesce((SELECT max(id) FROM main.\(table.name)), 0) + 1
            - (SELECT min(id) FROM other.\(table.name) WHERE \(table.link.column) = :run)
          """, arguments: ["run": run.rawValue])
      arguments.updateValue(shift, forKey: "shift")
    }
    try database.execute(
      sql: """
        INSERT INTO main.\(table.name) (\(table.columns.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM other.\(table.name) AS theirs
        WHERE \(restriction(table, schema: "other"))
        """, arguments: StatementArguments(arguments))
  }
}
