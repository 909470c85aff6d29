/// A table of finite real numbers: one sample per row.
public struct DataTable: Hashable, Sendable {
  /// The column names; `column1`, `column2`, … if the file had no header.
  public let columnNames: [String]
  /// The samples, row by row.
  public let values: [Double]

  /// Makes a table of `values.count / columnNames.count` rows.
  ///
  /// - Precondition: the values fill whole rows.
  public init(columnNames: [String], values: [Double]) {
    precondition(
      !columnNames.isEmpty && values.count % columnNames.count == 0,
      "\(values.count) values do not fill rows of \(columnNames.count)")
    self.columnNames = columnNames
    self.values = values
  }

  /// d: the number of columns.
  public var columnCount: Int { columnNames.count }
  /// n: the number of samples.
  public var rowCount: Int { values.count / columnNames.count }
}
