import GRDB
import SaddleQueries
public import SaddleRecording

import struct FoundationEssentials.Date

extension Store {
  /// All runs, by number: the oldest first.
  ///
  /// A few seeks per run, however many steps it has.
  public func runs() throws(StoreError) -> [Run] {
    try readRuns { try $0.runs(Run.ID(.min)...Run.ID(.max)) }
  }

  /// One run by its number.
  ///
  /// - Throws: `.unknownRun` if there is none.
  public func run(_ id: Run.ID) throws(StoreError) -> Run {
    guard let run = try readRuns({ try $0.run(id) }) else { throw .unknownRun(id, in: path) }
    return run
  }

  /// The run that a person means by `text`; the first of these that fits:
  /// a run's number; a run's whole name; `latest`, the newest run; at least the first four
  /// characters of a run's UUID.
  ///
  /// - Throws: `.unknownRun` if none fits; `.ambiguousRun` if several do, with their numbers: a
  ///   name that was given twice never silently means the newest.
  public func run(matching text: String) throws(StoreError) -> Run {
    let candidates = try read { database in
      try RunNames(database).candidates(for: text)
    }
    switch candidates.count {
    case 1:
      return try run(candidates[0])
    case 0:
      throw StoreError(.unknownRun, "there is no run '\(text)' in \(path)", hint: "list the runs")
    default:
      let listed = candidates.prefix(5).map(\.description).joined(separator: ", ")
      let more = candidates.count > 5 ? " and \(candidates.count - 5) older ones" : ""
      throw StoreError(
        .ambiguousRun, "'\(text)' may mean any of the runs \(listed)\(more)",
        hint: "give the number of the run; the newest of these is \(candidates[0])")
    }
  }

  func readRuns<Value>(_ body: (RunReader) throws -> Value) throws(StoreError) -> Value {
    try read { database in try body(reader(of: database, decoder)) }
  }

  /// The same on a connection and with a decoder of one's own.
  func readRuns<Value>(
    on connection: DatabaseQueue, _ decoder: IterateDecoder,
    _ body: (RunReader) throws -> Value
  ) throws(StoreError) -> Value {
    try translatingErrors(of: path) {
      try connection.read { database in try body(reader(of: database, decoder)) }
    }
  }

  private func reader(of database: Database, _ decoder: IterateDecoder) -> RunReader {
    RunReader(database, files: files, decoder: decoder, process: options.process, now: Date())
  }
}

/// Finds runs by what people call them.
private struct RunNames {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// The runs that `text` may mean, newest first.
  func candidates(for text: String) throws -> [Run.ID] {
    if let number = Int64(text) {
      let exists = try Int64.fetchOne(
        database, sql: Queries.Record.session.text, arguments: ["runID": number])
      if exists != nil { return [Run.ID(number)] }
    }
    let named = try ids(Queries.Read.runByName, ["name": text])
    if !named.isEmpty { return named }
    if text == "latest" { return try ids(Queries.Read.newestRun, [:]) }
    let prefix = text.lowercased()
    let isPrefix = prefix.count >= 4 && prefix.allSatisfy { $0.isHexDigit || $0 == "-" }
    return isPrefix ? try ids(Queries.Read.runByUuid, ["prefix": prefix]) : []
  }

  private func ids(_ query: NamedQuery, _ arguments: StatementArguments) throws -> [Run.ID] {
    try Int64.fetchAll(database, sql: query.text, arguments: arguments).map { Run.ID($0) }
  }
}
