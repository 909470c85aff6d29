public import SaddleFilters
public import SaddleRecording

import struct FoundationEssentials.Date

extension Store {
  /// Lists runs: one row for each that the filter lets pass.
  ///
  ///     var listing = RunListing()
  ///     listing.filter = try Filter(parsing: "game = 'bilinear' and dualityGap.last < 0.1")
  ///     let table = try store.list(listing)
  ///
  /// One statement, see ``sql(of:)``. A last, first or single value of a metric costs a few seeks per
  /// run, a least, greatest or mean value one pass over the run's steps. NaN is shown as the text
  /// `NaN`.
  ///
  /// - Throws: ``FilterError`` where a name is unknown to the store or values cannot be compared;
  ///   ``StoreError`` as ``query(_:bindings:rowLimit:timeLimit:)``.
  public func list(
    _ listing: RunListing, timeLimit: Duration = .seconds(60)
  ) throws -> QueryResult {
    let statement = try sql(of: listing)
    let found = try query(
      statement.sql, bindings: statement.bindings, rowLimit: .max, timeLimit: timeLimit)
    return QueryResult(
      columns: listing.columns.map(\.title), rows: found.rows, isTruncated: false)
  }

  /// The runs that a filter lets pass, by number.
  ///
  /// - Throws: as ``list(_:timeLimit:)``.
  public func runs(where filter: Filter) throws -> [Run] {
    let id = FilterColumn(title: "id", .name(FilterName(base: "id")))
    let rows = try list(RunListing(filter: filter, columns: [id])).rows
    return try readRuns { reader in
      try rows.compactMap { row in
        guard case .integer(let number) = row.first else { return nil }
        return try reader.run(Run.ID(number))
      }
    }
  }

  /// The statement that ``list(_:timeLimit:)`` runs, to be read, copied and varied.
  public func sql(of listing: RunListing) throws -> ListingSQL {
    let now = Date()
    let vocabulary = try readRuns { try FilterVocabulary($0, now: now.timeIntervalSince1970) }
    return try FilterCompiler.statement(of: listing, vocabulary)
  }
}

extension FilterCompiler {
  /// One statement with all values bound.
  static func statement(
    of listing: RunListing, _ vocabulary: FilterVocabulary
  ) throws(FilterError) -> ListingSQL {
    var compiler = FilterCompiler(vocabulary)
    var columns: [String] = []
    for (index, column) in listing.columns.enumerated() {
      columns.append("\(try compiler.operand(column.operand).shown) AS c\(index + 1)")
    }
    var sql = "SELECT\n  \(columns.joined(separator: ",\n  "))\n"
    sql += "FROM run JOIN experiment ON experiment.id = run.experimentID\n"
    var conditions: [String] = []
    if !listing.includesArchived, listing.filter?.names(.archivedAt) != true {
      conditions.append("run.archivedAt IS NULL")
    }
    if let filter = listing.filter { conditions.append(try compiler.condition(filter)) }
    if !conditions.isEmpty { sql += "WHERE \(conditions.joined(separator: " AND "))\n" }
    var keys: [String] = []
    for key in listing.order {
      let value = try compiler.operand(key.operand).sortValue
      keys += ["\(value) IS NULL", key.isDescending ? "\(value) DESC" : value]
    }
    sql += "ORDER BY \((keys + ["run.id"]).joined(separator: ", "))"
    if let limit = listing.limit { sql += "\nLIMIT \(compiler.bind(.integer(Int64(limit))))" }
    return ListingSQL(sql: sql, bindings: compiler.bindings)
  }
}
