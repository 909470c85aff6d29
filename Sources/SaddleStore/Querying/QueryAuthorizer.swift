import GRDBSQLite

/// Allows a connection to compile what reads, and nothing else.
///
/// SQLite asks it about every table, function and pragma of a statement before the statement can
/// run. The connection must not outlive it.
final class QueryAuthorizer {
  /// What the last statement was denied, in words; nil if nothing was.
  private(set) var denied: String?

  /// Pragmas that only report, with or without an argument.
  private static let reportingPragmas: Set<String> = [
    "collation_list", "compile_options", "database_list", "foreign_key_check", "foreign_key_list",
    "function_list", "index_info", "index_list", "index_xinfo", "integrity_check", "module_list",
    "pragma_list", "quick_check", "table_info", "table_list", "table_xinfo",
  ]
  /// Pragmas that report without an argument, and would change something with one.
  private static let settingPragmas: Set<String> = [
    "application_id", "data_version", "encoding", "freelist_count", "page_count", "page_size",
    "schema_version", "user_version",
  ]
  /// Functions that reach beyond the database.
  static let deniedFunctions: Set<String> = ["fts3_tokenizer", "load_extension"]

  /// Takes over the connection's authorization.
  func register(on connection: OpaquePointer) {
    sqlite3_set_authorizer(
      connection,
      { context, action, first, second, _, _ in
        guard let context else { return SQLITE_DENY }
        return Unmanaged<QueryAuthorizer>.fromOpaque(context).takeUnretainedValue()
          .answer(action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
      },
      Unmanaged.passUnretained(self).toOpaque())
  }

  /// Forgets what was denied.
  func reset() { denied = nil }

  private func answer(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
    let isAllowed =
      switch action {
      case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: true
      // SQLite asks this of itself where it first meets a table-valued function. A statement that
      // updates the schema does not compile, since `PRAGMA writable_schema` is denied.
      case SQLITE_UPDATE: first == "sqlite_master"
      case SQLITE_FUNCTION: !Self.deniedFunctions.contains(second?.lowercased() ?? "")
      case SQLITE_PRAGMA:
        Self.reportingPragmas.contains(first?.lowercased() ?? "")
          || (second == nil && Self.settingPragmas.contains(first?.lowercased() ?? ""))
      default: false
      }
    if isAllowed { return SQLITE_OK }
    denied = Self.sentence(action, first ?? "", second ?? "")
    return SQLITE_DENY
  }

  private static func sentence(_ action: Int32, _ first: String, _ second: String) -> String {
    switch action {
    case SQLITE_INSERT: "it would insert into \(first)"
    case SQLITE_UPDATE: "it would update \(first)"
    case SQLITE_DELETE: "it would delete from \(first)"
    case SQLITE_ATTACH: "it would attach another file"
    case SQLITE_PRAGMA: "PRAGMA \(first) may change the store"
    case SQLITE_FUNCTION: "the function \(second) is not allowed"
    default: "it would change the store or its schema"
    }
  }
}
