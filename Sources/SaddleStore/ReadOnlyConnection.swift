import Foundation
import GRDBSQLite

/// A connection that can do nothing but read, for SQL that people wrote.
///
/// It uses SQLite's C interface because three guards are needed that the library keeps for itself:
/// an authorizer that refuses all but reading, a progress handler that keeps the time limit, and the
/// unread rest of the SQL, which tells of a second statement.
final class ReadOnlyConnection {
  private var handle: OpaquePointer?
  private let path: String

  init(path: String, lockTimeout: Double) throws(StoreError) {
    self.path = path
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      let reason = lastMessage
      close()
      throw StoreError(.inputOutput, "'\(path)' cannot be opened: \(reason)")
    }
    sqlite3_busy_timeout(handle, Int32(1000 * lockTimeout))
    sqlite3_set_authorizer(
      handle,
      { _, action, _, _, _, _ in
        let allowed = [SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_RECURSIVE]
        return allowed.contains(action) ? SQLITE_OK : SQLITE_DENY
      }, nil)
  }

  func close() {
    sqlite3_close_v2(handle)
    handle = nil
  }

  func run(_ sql: String, _ request: QueryRequest) throws(StoreError) -> QueryResult {
    let statement = try compile(sql)
    defer { sqlite3_finalize(statement) }
    try bind(request.bindings, to: statement)
    let clock = Deadline(ContinuousClock.now + .seconds(request.timeLimit))
    return try withExtendedLifetime(clock) { () throws(StoreError) in
      sqlite3_progress_handler(
        handle, 10_000,
        { context in
          guard let context else { return 0 }
          return Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue().hasPassed ? 1 : 0
        },
        Unmanaged.passUnretained(clock).toOpaque())
      return try rows(of: statement, request)
    }
  }

  private final class Deadline {
    private let instant: ContinuousClock.Instant
    init(_ instant: ContinuousClock.Instant) { self.instant = instant }
    var hasPassed: Bool { ContinuousClock.now > instant }
  }

  private var lastMessage: String {
    handle.flatMap(sqlite3_errmsg).map { String(cString: $0) } ?? "out of memory"
  }

  private func compile(_ sql: String) throws(StoreError) -> OpaquePointer {
    var statement: OpaquePointer?
    var rest = ""
    let code = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(handle, text, -1, &statement, &tail)
      if let tail { rest = String(cString: tail) }
      return code
    }
    guard code == SQLITE_OK else {
      throw code == SQLITE_AUTH
        ? StoreError(
          .invalidQuery, "this SQL would do more than read the store: \(lastMessage)",
          hint: "a SELECT; saddlebag train and other commands write")
        : failure(code)
    }
    guard let statement else {
      throw StoreError(.invalidQuery, "there is no SQL statement", hint: "saddlebag query")
    }
    guard Self.isBlank(rest) else {
      sqlite3_finalize(statement)
      throw StoreError(
        .invalidQuery, "a query is one statement, and this text goes on after the first",
        hint: "one statement at a time, or sqlite3 -readonly '\(path)'")
    }
    return statement
  }

  /// Whether nothing but white space, semicolons and comments is left.
  private static func isBlank(_ text: String) -> Bool {
    text.split(separator: "\n").allSatisfy { line in
      let code = line.drop { $0.isWhitespace || $0 == ";" }
      return code.isEmpty || code.hasPrefix("--")
    }
  }

  private func bind(
    _ bindings: [String: QueryValue], to statement: OpaquePointer
  ) throws(StoreError) {
    var names: [String] = []
    for index in 1..<(sqlite3_bind_parameter_count(statement) + 1) {
      guard let text = sqlite3_bind_parameter_name(statement, index) else {
        throw StoreError(
          .invalidBinding, "a parameter of the SQL has no name", hint: ":name in place of ?")
      }
      let name = String(String(cString: text).dropFirst())
      names.append(name)
      guard let value = bindings[name] else {
        throw StoreError(
          .invalidBinding, "the query's parameter '\(name)' has no value",
          hint: "--bind \(name)=VALUE")
      }
      bind(value, to: statement, at: index)
    }
    if let surplus = bindings.keys.sorted().first(where: { !names.contains($0) }) {
      throw StoreError(
        .invalidBinding, "the query has no parameter '\(surplus)'",
        hint: names.isEmpty ? "it takes none" : "it takes \(names.joined(separator: ", "))")
    }
  }

  private func bind(_ value: QueryValue, to statement: OpaquePointer, at index: Int32) {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(let text): sqlite3_bind_text(statement, index, text, -1, copied)
    case .blob(let bytes): sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), copied)
    }
  }

  private func rows(
    of statement: OpaquePointer, _ request: QueryRequest
  ) throws(StoreError) -> QueryResult {
    let columns = (0..<sqlite3_column_count(statement)).map { index in
      sqlite3_column_name(statement, index).map { String(cString: $0) } ?? ""
    }
    var rows: [[QueryValue]] = []
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw failure(code, timeLimit: request.timeLimit) }
      if rows.count == request.rowLimit {
        return QueryResult(columns: columns, rows: rows, isTruncated: true)
      }
      rows.append((0..<Int32(columns.count)).map { value(of: statement, at: $0) })
    }
    return QueryResult(columns: columns, rows: rows, isTruncated: false)
  }

  private func value(of statement: OpaquePointer, at index: Int32) -> QueryValue {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
    case SQLITE_TEXT:
      return .text(sqlite3_column_text(statement, index).map { String(cString: $0) } ?? "")
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(statement, index))
      let bytes = UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, index), count: count)
      return .blob(Array(bytes))
    default: return .null
    }
  }

  private func failure(_ code: Int32, timeLimit: Double = 0) -> StoreError {
    switch code & 0xFF {
    case SQLITE_INTERRUPT:
      StoreError(
        .timedOut, "the query took longer than \(timeLimit) seconds",
        hint: "--timeout SECONDS for more, or a WHERE on runID, which the tables are clustered by")
    case SQLITE_BUSY, SQLITE_LOCKED:
      StoreError(.locked, "another process holds '\(path)' locked", hint: "try again")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      StoreError(.corrupt, "'\(path)' is damaged: \(lastMessage)")
    case SQLITE_IOERR:
      StoreError(.inputOutput, "'\(path)': \(lastMessage)")
    default:
      StoreError(
        .invalidQuery, "the SQL is not right: \(lastMessage)",
        hint: "docs/schema.md lists tables and columns; saddlebag query, the named queries")
    }
  }
}
