import SaddleQueries

extension Store {
  /// The queries that people may run by name, by name.
  ///
  /// The folders `record/` and `read/` hold what the store itself runs.
  public static var namedQueries: [NamedQueryDescription] {
    Queries.all
      .filter { !$0.name.hasPrefix("record/") && !$0.name.hasPrefix("read/") }
      .sorted { $0.name < $1.name }
      .map { query in
        NamedQueryDescription(
          name: query.name, summary: query.summary, parameters: query.parameters, sql: query.text)
      }
  }

  /// Runs a named query or one SQL statement, read-only, on a connection of its own.
  ///
  /// Nothing but reading is allowed: no writing, no `ATTACH`, no `PRAGMA`, no extension.
  ///
  /// - Throws: ``StoreError`` with code `.unknownQuery`, `.invalidQuery`, `.invalidBinding` or
  ///   `.timedOut`.
  public func query(_ request: QueryRequest) throws(StoreError) -> QueryResult {
    let sql = try Self.sql(of: request.text)
    let connection = try ReadOnlyConnection(path: path, lockTimeout: lockTimeout)
    defer { connection.close() }
    return try connection.run(sql, request)
  }

  /// The SQL of a name; the text itself if it reads as SQL.
  private static func sql(of text: String) throws(StoreError) -> String {
    if let query = namedQueries.first(where: { $0.name == text }) { return query.sql }
    if text.contains(where: \.isWhitespace) { return text }
    throw StoreError(
      .unknownQuery, "there is no named query '\(text)'",
      hint: "saddlebag query, for the list; or one SQL statement in quotes")
  }
}

extension NamedQuery {
  /// The `:name`s of the SQL, in order of first appearance; comments do not count.
  var parameters: [String] {
    var names: [String] = []
    let code = text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
    for piece in code.split(separator: ":", omittingEmptySubsequences: false).dropFirst() {
      let name = String(piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names
  }
}
