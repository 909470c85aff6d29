import ArgumentParser
import Foundation
import SaddleReport
import SaddleStore

/// `saddlebag query`: a named query or SQL, read-only.
struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a named query, or one SQL statement, read-only; without either, list the names.")

  @Argument(help: "A named query such as run/list, or SQL in quotes.")
  var text: String?

  @Flag(help: "List the named queries, or with a name print its SQL and what it says of itself.")
  var list = false

  @Option(
    name: .customLong("bind"),
    help: ArgumentHelp(
      "A value for :name; numbers are bound as numbers, '3' in quotes as text.",
      valueName: "name=value"))
  var bindings: [String] = []

  @Option(help: "The most rows to print.")
  var limit = 10_000

  @Option(help: "The most seconds to take.")
  var timeout = 60.0

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let text else {
      output.print(Self.names)
      return
    }
    if list {
      print(try Self.sql(named: text), terminator: "")
      return
    }
    guard limit > 0 else { throw Failure(.usage, "--limit cannot be \(limit): give 1 or more") }
    guard timeout > 0 else {
      throw Failure(.usage, "--timeout cannot be \(timeout): give a number of seconds > 0")
    }
    var values: [String: QueryValue] = [:]
    for binding in bindings {
      let (name, value) = try Self.parse(binding)
      values[name] = value
    }
    let store = try storeOptions.openForReading()
    let result = try store.ask(
      text, bindings: values, rowLimit: limit, timeLimit: .seconds(min(timeout, 1e9)))
    output.print(TabularText(result))
    if result.isTruncated {
      let note = "Only the first \(limit.grouped) rows are shown. Try: --limit \(10 * limit)\n"
      FileHandle.standardError.write(Data(note.utf8))
    }
  }

  /// The named queries, a row each.
  static var names: TabularText {
    var table = TabularText(columns: ["query", "parameters", "what comes back"])
    table.rows = Store.namedQueries.map { query in
      let parameters = query.parameters.map { ":" + $0 }.joined(separator: " ")
      return [.text(query.name), .text(parameters), .text(query.summary)]
    }
    return table
  }

  /// A named query with its comment.
  static func sql(named name: String) throws -> String {
    guard let query = Store.namedQueries.first(where: { $0.name == name }) else {
      throw Failure(.notFound, "there is no query '\(name)'", hint: "saddlebag query --list")
    }
    return query.sql
  }

  /// Reads `name=value`; ``QueryValue/init(parsing:)`` says what becomes a number.
  static func parse(_ binding: String) throws -> (String, QueryValue) {
    let parts = binding.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw Failure(
        .usage, "--bind needs name=value and got '\(binding)'", hint: "--bind run=1")
    }
    return (String(parts[0]), QueryValue(parsing: String(parts[1])))
  }
}

extension TabularText {
  /// A query's answer as a table.
  init(_ result: QueryResult) {
    self.init(columns: result.columns.map { Column($0) })
    rows = result.rows.map { row in
      row.map { value in
        switch value {
        case .null: .null
        case .integer(let number): .integer(number)
        case .real(let number): .real(number)
        case .text(let text): .text(text)
        case .blob(let bytes): .blob(bytes)
        }
      }
    }
  }
}
