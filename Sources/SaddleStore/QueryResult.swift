/// What a query returned.
public struct QueryResult: Hashable, Sendable {
  /// The columns' names, in order.
  public let columns: [String]
  /// The rows, each with a value per column.
  public let rows: [[QueryValue]]
  /// Whether there were more rows than asked for.
  public let isTruncated: Bool
}

/// One value of a row.
public enum QueryValue: Hashable, Sendable {
  /// NULL: also what SQLite makes of NaN.
  case null
  /// A whole number.
  case integer(Int64)
  /// A real number, which may be ±∞.
  case real(Double)
  /// Words.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}

/// A query of the folder `queries/` that people may run by name.
public struct NamedQueryDescription: Hashable, Sendable {
  /// The name that people type, such as `run/list`.
  public let name: String
  /// What comes back and in what order.
  public let summary: String
  /// The names of its parameters.
  public let parameters: [String]
  /// The SQL.
  public let sql: String
}

/// What to ask and how much of an answer to take.
public struct QueryRequest: Hashable, Sendable {
  /// The name of a named query, or one SQL statement.
  public var text: String
  /// Parameter name → value, for each `:name` in the SQL.
  public var bindings: [String: QueryValue]
  /// The most rows to return.
  public var rowLimit: Int
  /// The most seconds to take.
  public var timeLimit: Double

  /// Asks a question.
  public init(
    _ text: String, bindings: [String: QueryValue] = [:], rowLimit: Int = 10_000,
    timeLimit: Double = 60
  ) {
    self.text = text
    self.bindings = bindings
    self.rowLimit = rowLimit
    self.timeLimit = timeLimit
  }
}
