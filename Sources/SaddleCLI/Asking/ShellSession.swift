import Foundation
import SaddleReport
import SaddleStore
import Synchronization

/// What a shell does with the lines that it is given.
final class ShellSession {
  /// What has been typed of a statement.
  private(set) var pending = ""
  private let store: Store
  private var output: OutputOptions
  private let limit: Int
  private let timeout: Duration

  /// The commands, and what they are for.
  static let commands: [(usage: String, meaning: String)] = [
    (".help", "this list"),
    (".schema [TABLE]", "the tables and views with their columns, or the SQL of one"),
    (".queries [NAME]", "the named queries, or the SQL of one"),
    (".run NAME [name=value]…", "run a named query: .run metric/series run=1 metric=payoff"),
    (".functions", "the functions that queries have besides SQLite's"),
    (".format NAME", "print table, csv, json, jsonl or markdown"),
    (".quit", "end; so does Ctrl-D"),
  ]

  /// The commands' first words.
  static let commandNames = commands.map { String($0.usage.prefix { $0 != " " }) }

  init(_ store: Store, output: OutputOptions, limit: Int, timeout: Duration) {
    self.store = store
    self.output = output
    self.limit = limit
    self.timeout = timeout
  }

  /// Takes a line: a command that begins with a dot, or a part of SQL, of which whole statements are run.
  ///
  /// - Returns: whether the shell goes on.
  func take(_ line: String) throws -> Bool {
    if pending.isEmpty, line.trimmingPrefix(while: \.isWhitespace).hasPrefix(".") {
      return try command(Self.words(in: line))
    }
    let (statements, rest) = SQLText.statements(in: pending + line + "\n")
    pending = Self.isBlank(rest) ? "" : rest
    for statement in statements where statement.contains(where: { !$0.isWhitespace && $0 != ";" }) {
      do {
        try run(statement)
      } catch {
        pending = ""
        throw error
      }
    }
    return true
  }

  /// Runs what is left at the end of the input: a last statement may lack its semicolon.
  func finish() throws {
    defer { pending = "" }
    if !pending.isEmpty { try run(pending) }
  }

  /// Whether a text holds nothing but spaces and comments to the end of a line.
  private static func isBlank(_ text: String) -> Bool {
    text.split(separator: "\n").allSatisfy { line in
      let start = line.trimmingPrefix(while: \.isWhitespace)
      return start.isEmpty || start.hasPrefix("--")
    }
  }

  /// Forgets a statement that is given up.
  func forget() { pending = "" }

  private func run(_ query: String, _ bindings: [String: QueryValue] = [:]) throws {
    let result = try store.ask(
      query, bindings: bindings, rowLimit: limit, timeLimit: timeout,
      isCancelled: { QueryCancellation.isRequested })
    output.print(TabularText(result))
    if result.isTruncated {
      let note =
        "Only the first \(limit.grouped) rows are shown. Try: LIMIT and OFFSET, or --limit\n"
      FileHandle.standardError.write(Data(note.utf8))
    }
  }

  private func command(_ words: [String]) throws -> Bool {
    let argument = words.dropFirst().first
    switch words.first {
    case ".quit", ".exit": return false
    case ".help":
      output.print(
        TabularText(
          columns: ["command", "what it does"],
          rows: Self.commands.map { [.text($0.usage), .text($0.meaning)] }
            + [[.text("SELECT …;"), .text("run SQL; it ends with a semicolon")]]))
    case ".schema":
      if let argument {
        print(try Schema.sql(of: argument, in: store))
      } else {
        output.print(TabularText(try store.query(Schema.columns)))
      }
    case ".queries":
      if let argument { print(try Query.sql(named: argument)) } else { output.print(Query.names) }
    case ".functions":
      output.print(
        TabularText(
          columns: ["function", "value"],
          rows: Store.queryFunctions.map { [.text($0.name), .text($0.meaning)] }))
    case ".format":
      guard let argument, TableFormat.names.contains(argument) else {
        throw Failure(
          .usage, "there is no format '\(argument ?? "")'",
          hint: TableFormat.names.map { ".format \($0)" }.joined(separator: ", "))
      }
      output.format = argument
    case ".run":
      guard let argument else {
        throw Failure(.usage, ".run needs the name of a query", hint: ".queries")
      }
      let bindings = try words.dropFirst(2).map { try Query.parse($0) }
      _ = try Query.sql(named: argument)
      try run(argument, Dictionary(bindings, uniquingKeysWith: { $1 }))
    case let other:
      throw Failure(.usage, "there is no command '\(other ?? "")'", hint: ".help")
    }
    return true
  }

  /// The words of a command: separated by spaces, except in quotes.
  static func words(in line: String) -> [String] {
    var words: [String] = []
    var isQuoted = false
    var isInWord = false
    for character in line {
      if character == "'" { isQuoted.toggle() }
      if character.isWhitespace, !isQuoted {
        isInWord = false
      } else {
        if !isInWord { words.append("") }
        isInWord = true
        words[words.count - 1].append(character)
      }
    }
    return words
  }
}

/// Turns Ctrl-C at a shell's prompt into a flag, which ends the query that runs.
enum QueryCancellation {
  private static let flag = Atomic<Bool>(false)

  /// Whether the user gave the query up.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Starts to listen, for as long as the program runs, also where its launcher blocked the signal.
  static func listen() {
    signal(SIGINT) { _ in QueryCancellation.flag.store(true, ordering: .relaxed) }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Begins a new question.
  static func reset() { flag.store(false, ordering: .relaxed) }
}
