import GRDBSQLite

/// Runs one statement of somebody else's SQL on a connection that only reads.
struct QueryRunner {
  let connection: OpaquePointer
  let authorizer: QueryAuthorizer
  let table: ParameterTable
  /// How the statement is called in errors.
  let name: String

  /// Compiles `sql`, binds its parameters, and collects at most `rowLimit` rows before it is
  /// interrupted.
  func run(
    _ sql: String, bindings: [String: QueryValue], rowLimit: Int,
    interruption: QueryInterruption
  ) throws(StoreError) -> QueryResult {
    let statement = try compile(sql)
    table.reset { interruption.isDue }
    defer { sqlite3_finalize(statement) }
    try bind(bindings, to: statement)
    interruption.register(on: connection)
    defer { interruption.unregister(from: connection) }
    let columns = (0..<sqlite3_column_count(statement)).map { index in
      sqlite3_column_name(statement, index).map { String(cString: $0) } ?? ""
    }
    var rows: [[QueryValue]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        if rows.count >= rowLimit {
          return QueryResult(columns: columns, rows: rows, isTruncated: true)
        }
        rows.append(columns.indices.map { QueryValue(column: Int32($0), of: statement) })
      case SQLITE_DONE:
        return QueryResult(columns: columns, rows: rows, isTruncated: false)
      case SQLITE_INTERRUPT:
        throw interruption.error(name)
      case let code:
        throw failure(code)
      }
    }
  }

  private func compile(_ sql: String) throws(StoreError) -> OpaquePointer {
    authorizer.reset()
    guard !sql.utf8.contains(0) else { throw invalid("\(name) holds a NUL character") }
    let statement = try sql.withCString { onlyStatement(of: $0) }.get()
    guard sqlite3_stmt_readonly(statement) != 0 else {
      sqlite3_finalize(statement)
      throw invalid("\(name) would write, and queries only read")
    }
    return statement
  }

  /// Compiles the one statement of a text; comments and semicolons may stand around it.
  private func onlyStatement(of text: UnsafePointer<CChar>) -> Result<OpaquePointer, StoreError> {
    var only: OpaquePointer?
    var rest: UnsafePointer<CChar>? = text
    while let start = rest, start.pointee != 0 {
      var statement: OpaquePointer?
      let code = sqlite3_prepare_v2(connection, start, -1, &statement, &rest)
      if let only, code != SQLITE_OK || statement != nil {
        sqlite3_finalize(statement)
        sqlite3_finalize(only)
        return .failure(invalid("\(name) holds more than one SQL statement"))
      }
      guard code == SQLITE_OK else { return .failure(failure(code)) }
      only = only ?? statement
    }
    return only.map { .success($0) } ?? .failure(invalid("\(name) holds no SQL statement"))
  }

  private func bind(
    _ bindings: [String: QueryValue], to statement: OpaquePointer
  ) throws(StoreError) {
    var left = Set(bindings.keys)
    for index in 0..<sqlite3_bind_parameter_count(statement) {
      guard let label = sqlite3_bind_parameter_name(statement, index + 1) else {
        throw StoreError(
          .invalidBinding, "\(name) has a parameter without a name",
          hint: "write :name instead of ?")
      }
      let parameter = String(String(cString: label).dropFirst())
      guard let value = bindings[parameter] else {
        throw StoreError(
          .invalidBinding, "\(name) needs a value for its parameter :\(parameter)",
          hint: "bind it, as in \(parameter)=1")
      }
      left.remove(parameter)
      value.bind(to: statement, at: index + 1)
    }
    guard let unknown = left.min() else { return }
    throw StoreError(
      .invalidBinding, "\(name) has no parameter :\(unknown)",
      hint: "leave it out, or write :\(unknown) where the SQL needs it")
  }

  private func failure(_ code: Int32) -> StoreError {
    let said = String(cString: sqlite3_errmsg(connection))
    if let denied = authorizer.denied {
      return invalid("\(name) is not allowed: \(denied), and queries only read")
    }
    if let failure = table.failure {
      return failure as? StoreError
        ?? StoreError(
          .unreadParameters, "parameters() could not be read: \(failure)", underlying: failure)
    }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return StoreError(
        .locked, "the store is locked by another program",
        hint: "wait until that program is done with it, or close it")
    case SQLITE_CORRUPT, SQLITE_NOTADB: return StoreError(.corrupt, "the store is damaged: \(said)")
    case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL: return StoreError(.io, said)
    default: return invalid("\(name) is not valid: \(said)")
    }
  }

  private func invalid(_ message: String) -> StoreError {
    StoreError(
      .invalidQuery, message,
      hint: "see the named queries, and the tables and views in docs/schema.md")
  }
}

extension QueryValue {
  /// The value in one column of a statement's row.
  fileprivate init(column: Int32, of statement: OpaquePointer) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(statement, column)
      let count = Int(sqlite3_column_bytes(statement, column))
      self = .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, column)
      let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
      self = .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
    default: self = .null
    }
  }

  /// Binds a copy of the value.
  fileprivate func bind(to statement: OpaquePointer, at index: Int32) {
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch self {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let value): sqlite3_bind_int64(statement, index, value)
    case .real(let value): sqlite3_bind_double(statement, index, value)
    case .text(let value):
      sqlite3_bind_text(statement, index, value, Int32(clamping: value.utf8.count), copy)
    case .blob([]): sqlite3_bind_zeroblob(statement, index, 0)
    case .blob(let value):
      sqlite3_bind_blob(statement, index, value, Int32(clamping: value.count), copy)
    }
  }
}
