/// What a query returned.
public struct QueryResult: Hashable, Sendable {
  /// The names of the columns, in order; two may be equal.
  public let columns: [String]
  /// The rows, each with as many values as there are columns.
  public let rows: [[QueryValue]]
  /// Whether there were more rows than were asked for.
  public let isTruncated: Bool

  /// Joins the parts.
  public init(columns: [String], rows: [[QueryValue]], isTruncated: Bool) {
    self.columns = columns
    self.rows = rows
    self.isTruncated = isTruncated
  }
}

/// A query that comes with the program, and what to know to use it.
public struct QueryDescription: Hashable, Sendable {
  /// What users type, such as `metric/series`.
  public let name: String
  /// One sentence: what comes back, in what order.
  public let summary: String
  /// What there is to know besides: columns, cost.
  public let remarks: String
  /// The parameters that must be bound, in order of first appearance, without their colons.
  public let parameters: [String]
  /// The SQL, comments included: to be read, copied and varied.
  public let sql: String
}
