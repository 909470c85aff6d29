import GRDB
import SaddleQueries
import SaddleRecording

import struct FoundationEssentials.UUID

extension Store {
  /// The queries that come with the program, by name.
  public static let namedQueries: [QueryDescription] = Queries.all.filter(\.isPublic).map { query in
    QueryDescription(
      name: query.name, summary: query.comment.first ?? "",
      remarks: query.comment.dropFirst().joined(separator: " "), parameters: query.parameters,
      sql: query.text)
  }

  /// The SQL functions that queries have besides SQLite's own, with their arguments, and what they are.
  public static let queryFunctions = QueryFunctions.descriptions

  /// SQLite's functions that queries may not call.
  package static let deniedQueryFunctions = QueryAuthorizer.deniedFunctions

  /// Runs a named query, or SQL of one's own, and returns its rows.
  ///
  ///     try store.query("metric/series", bindings: ["run": 3, "metric": "payoff"])
  ///     try store.query("SELECT max(step) FROM step WHERE runID = :run", bindings: ["run": 3])
  ///
  /// Text of small letters, digits, `-` and `/` alone is taken for a name. The SQL is one statement
  /// that only reads; it sees one snapshot of the store, on a connection of its own that cannot
  /// write.
  ///
  /// - Parameters:
  ///   - query: the name, or the SQL.
  ///   - bindings: a value for each named parameter, without its colon;
  ///     ``QueryValue/init(parsing:)`` makes values of a command line's words.
  ///   - rowLimit: the most rows to return; ``QueryResult/isTruncated`` tells whether there were
  ///     more.
  ///   - timeLimit: how long it may run.
  ///   - parameters: what the function `parameters(run, step, player)` reads; nil: what the store
  ///     keeps, as ``storedParameters(of:at:)`` gives it.
  ///   - isCancelled: asked now and then; true ends the query with `.cancelled`.
  /// - Returns: the rows, as the query orders them.
  /// - Throws: `.unknownQuery`, `.invalidQuery` (with SQLite's own words), `.invalidBinding`,
  ///   `.timeLimit`, `.cancelled`; or as ``open(at:for:options:)``.
  public func query(
    _ query: String, bindings: [String: QueryValue] = [:], rowLimit: Int = 10_000,
    timeLimit: Duration = .seconds(30), parameters: ParameterReader? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(StoreError) -> QueryResult {
    let isName = !query.isEmpty && query.utf8.allSatisfy(Self.nameCharacters.contains)
    let sql = isName ? try Self.sql(named: query) : query
    let authorizer = QueryAuthorizer()
    let table = ParameterTable(parameters ?? keptParameters)
    let queue = try StoreConnection.reader(at: path, options: options)
    defer { withExtendedLifetime((authorizer, table)) { try? queue.close() } }
    return try translatingErrors(of: path) {
      // Without a transaction: one statement is its own, and the authorizer allows no other.
      try queue.unsafeRead { database in
        guard let connection = database.sqliteConnection else {
          throw StoreError(.io, "\(path) was closed")
        }
        QueryFunctions.register(on: database) { [files] uuid in
          UUID(uuidString: uuid).flatMap { files.exists($0) ? files.byteCount(of: $0) : nil }
        }
        table.register(on: connection)
        authorizer.register(on: connection)
        let runner = QueryRunner(
          connection: connection, authorizer: authorizer, table: table,
          name: isName ? "the query \(query)" : "the query")
        return try runner.run(
          sql, bindings: bindings, rowLimit: rowLimit,
          interruption: QueryInterruption(after: timeLimit, or: isCancelled))
      }
    }
  }

  /// The parameters that the store keeps of a step, or of the last one.
  ///
  /// - Throws: `.unreadParameters` where the step was recorded without them.
  private func keptParameters(
    of run: Run.ID, at step: Int?, isInterrupted: () -> Bool
  ) throws -> (minimizer: [Double], maximizer: [Double])? {
    guard let found = try readRuns({ try $0.run(run) }), let last = found.lastStep,
      (last - found.stepCount + 1...last).contains(step ?? last)
    else { return nil }
    if let kept = try storedParameters(of: run, at: step ?? last) { return kept }
    throw StoreError(
      .unreadParameters, "run \(run) keeps no parameters of step \(step ?? last)",
      hint: "a step whose parameters are kept")
  }

  private static let nameCharacters = Set("abcdefghijklmnopqrstuvwxyz0123456789-/".utf8)

  private static func sql(named name: String) throws(StoreError) -> String {
    if let found = namedQueries.first(where: { $0.name == name }) { return found.sql }
    let folder = name.prefix { $0 != "/" }
    let near = namedQueries.map(\.name).filter { $0.hasPrefix(folder + "/") }
    throw StoreError(
      .unknownQuery, "there is no query '\(name)'",
      hint: near.isEmpty
        ? "list the named queries" : "choose one of \(near.joined(separator: ", "))")
  }
}
