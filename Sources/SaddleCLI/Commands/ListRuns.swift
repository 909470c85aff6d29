import ArgumentParser
import Foundation
import SaddleFilters
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag list`: the runs of a store.
struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List runs, oldest first: all, or those a filter lets pass.",
    discussion: """
      Filters, columns and sort keys are made of fields (id, game, method, status, startedAt, …), settings \
      (stepSize, game.payoffScale, …) and metrics (payoff.last, dualityGap.min, fieldNorm.at(1000), …): \
      see docs/filters.md.

        saddlebag list --where "game = 'bilinear' and dualityGap.last < 0.1" --sort dualityGap.last
      """)

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Only the runs that this filter lets pass.", valueName: "filter"))
  var filter: String?

  @Option(
    help: ArgumentHelp(
      "What to sort by, the first the most important: 'dualityGap.last, startedAt desc'.",
      valueName: "keys"))
  var sort: String?

  @Option(
    help: ArgumentHelp("What to show: 'id, stepSize, payoff.last'.", valueName: "columns"))
  var columns: String?

  @Option(help: "The most runs to list.")
  var limit: Int?

  @Flag(help: "List runs that were put away, too.")
  var all = false

  @Flag(help: "Print the SQL that would run, its values and SQLite's plan, and do not run it.")
  var explain = false

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    if let limit, limit < 1 {
      throw Failure(.usage, "--limit cannot be \(limit): give 1 or more")
    }
    var listing = RunListing(limit: limit, includesArchived: all)
    if let filter { listing.filter = try Filter(parsing: filter) }
    if let sort { listing.order = try FilterSortKey.list(parsing: sort) }
    if let columns { listing.columns = try FilterColumn.list(parsing: columns) }
    let store = try storeOptions.openForReading()
    if explain {
      print(try Self.explanation(of: listing, in: store))
      return
    }
    var table = TabularText(try store.list(listing))
    for index in table.columns.indices {
      table.columns[index].isCount = ["lastStep", "stepCount"].contains(table.columns[index].name)
    }
    table.nameNaNs()
    if columns == nil {
      if table.isEmpty("tag") { table.removeColumn(named: "tag") }
      if output.format == "table", let width = Terminal.standardOutput.width {
        table.leaveOut(["startedAt", "experiment", "tag", "seed"], toFit: width)
      }
    }
    output.print(table)
  }

  /// The statement with its values as comments, so that the whole is SQL, then SQLite's plan.
  private static func explanation(of listing: RunListing, in store: Store) throws -> String {
    let statement = try store.sql(of: listing)
    let order = { (name: String) in Int(name.dropFirst()) ?? 0 }
    let values = statement.bindings.sorted { order($0.key) < order($1.key) }
      .map { DisplayWidth.printable("-- :\($0.key) = \($0.value.literal)") }
    let plan = try store.query(
      "EXPLAIN QUERY PLAN " + statement.sql, bindings: statement.bindings)
    let lines = plan.rows.compactMap { row -> String? in
      if case .text(let line) = row.last { "--   \(line)" } else { nil }
    }
    return ([statement.sql + ";"] + values + ["-- SQLite's plan:"] + lines)
      .joined(separator: "\n")
  }
}

extension QueryValue {
  /// The value as SQL writes it, on one line.
  fileprivate var literal: String {
    switch self {
    case .null: return "NULL"
    case .integer(let number): return "\(number)"
    case .real(let number): return "\(number)"
    case .text(let text):
      let line = text.map { $0.isNewline ? " " : String($0) }.joined()
      return "'\(line.replacing("'", with: "''"))'"
    case .blob(let bytes): return "\(bytes.count) bytes"
    }
  }
}

extension TabularText {
  /// Makes a number of the text `NaN`, for which SQLite has none, in columns of numbers.
  fileprivate mutating func nameNaNs() {
    for index in columns.indices {
      let cells = rows.map { $0[index] }
      let isNumeric = cells.allSatisfy { cell in
        switch cell {
        case .integer, .real, .null: true
        case .text(let words): words == "NaN"
        case .blob: false
        }
      }
      guard isNumeric else { continue }
      for row in rows.indices where cells[row] == .text("NaN") { rows[row][index] = .real(.nan) }
    }
  }

  /// Whether no row has anything in a column.
  fileprivate func isEmpty(_ name: String) -> Bool {
    columns.firstIndex { $0.name == name }.map { index in
      rows.allSatisfy { $0[index] == .null }
    } ?? true
  }
}

extension RunStatus {
  /// One word for tables.
  var word: String {
    switch self {
    case .running: "running"
    case .crashed: "crashed"
    case .ended(let outcome): outcome.rawValue
    }
  }
}
