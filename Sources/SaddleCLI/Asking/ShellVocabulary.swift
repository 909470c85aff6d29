import SaddleLineEditing
import SaddleStore

/// The words that can be completed in a shell: commands, named queries, tables, columns, functions.
struct ShellVocabulary {
  /// Tables and views with their columns, by name.
  let tables: [(name: String, columns: [String])]
  /// The names of functions.
  let functions: [String]
  /// The named queries.
  let queries = Store.namedQueries
  /// The shell's commands, with their dots.
  let commands: [String]

  private static let keywords = [
    "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CROSS", "DESC", "DISTINCT", "ELSE", "END",
    "EXCEPT",
    "EXISTS", "EXPLAIN QUERY PLAN", "FROM", "GROUP BY", "HAVING", "IN", "INTERSECT", "IS NOT NULL",
    "IS NULL",
    "JOIN", "LEFT JOIN", "LIKE", "LIMIT", "NOT", "NULL", "OFFSET", "ON", "OR", "ORDER BY", "OVER",
    "PARTITION BY", "RECURSIVE", "SELECT", "THEN", "UNION ALL", "USING", "VALUES", "WHEN", "WHERE",
    "WINDOW",
    "WITH",
  ]

  /// Reads what there is in a store.
  init(_ store: Store, commands: [String]) throws {
    self.commands = commands
    var tables: [(name: String, columns: [String])] = []
    for row in try store.query(Schema.columns).rows {
      guard case .text(let table) = row[0], case .text(let column) = row[2] else { continue }
      if tables.last?.name == table {
        tables[tables.count - 1].columns.append(column)
      } else {
        tables.append((table, [column]))
      }
    }
    tables.append(
      (
        "parameters", ["coordinateIndex", "value", "isNaN", "run", "step", "player"]
      ))
    self.tables = tables
    let known = try store.query("SELECT DISTINCT name FROM pragma_function_list ORDER BY name").rows
    functions = known.compactMap { row in
      guard case .text(let name) = row[0], name.first?.isLetter == true else { return nil }
      return Store.deniedQueryFunctions.contains(name) ? nil : name
    }
  }

  /// What the last word of a text can become.
  func completion(of text: String) -> LineEditor.Completion {
    let isCommand = text.hasPrefix(".")
    let word = text.reversed().prefix { character in
      character.isLetter || character.isNumber || character == "_" || character == "."
        || isCommand && "/-".contains(character)
    }
    let candidates =
      isCommand
      ? ofCommand(text, String(word.reversed())) : ofSQL(text, String(word.reversed()))
    return LineEditor.Completion(length: word.count, candidates: candidates)
  }

  private func ofCommand(_ text: String, _ word: String) -> [String] {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let candidates: [String]
    switch (words[0], words.count) {
    case (_, 1): candidates = commands.map { $0 + " " }
    case (".run", 2), (".queries", 2): candidates = queries.map { $0.name + " " }
    case (".schema", 2): candidates = tables.map(\.name)
    case (".run", _):
      let query = queries.first { $0.name == words[1] }
      candidates = (query?.parameters ?? []).map { $0 + "=" }
    default: candidates = []
    }
    return Self.matching(word, candidates)
  }

  private func ofSQL(_ text: String, _ word: String) -> [String] {
    if let dot = word.lastIndex(of: ".") {
      let (qualifier, part) = (String(word[..<dot]), String(word[word.index(after: dot)...]))
      let table = table(named: qualifier, in: text)
      let columns = table?.columns ?? tables.flatMap(\.columns)
      return Self.matching(part, columns).map { qualifier + "." + $0 }
    }
    let names = tables.map { $0.name + ($0.name == "parameters" ? "(" : " ") }
    let before = text.dropLast(word.count).split { $0.isWhitespace }.last?.uppercased()
    if ["FROM", "JOIN"].contains(before) { return Self.matching(word, names) }
    guard !word.isEmpty else { return [] }
    let isSmall = word.contains(where: \.isLowercase)
    let keywords = Self.keywords.map { (isSmall ? $0.lowercased() : $0) + " " }
    let columns = tables.flatMap(\.columns)
    return Self.matching(word, names + columns + functions.map { $0 + "(" } + keywords)
      .sorted { $0.lowercased() < $1.lowercased() }
  }

  /// The table that a name or an alias stands for in a text: `FROM run AS r`, `JOIN step s`.
  private func table(named qualifier: String, in text: String) -> (name: String, columns: [String])?
  {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { $0.lowercased() }
    let qualifier = qualifier.lowercased()
    return tables.first { $0.name.lowercased() == qualifier }
      ?? tables.first { table in
        words.indices.contains { place in
          guard words[place] == table.name.lowercased() else { return false }
          let rest = words[(place + 1)...].drop { $0 == "as" }
          return rest.first == qualifier
        }
      }
  }

  /// The candidates that begin with a word, in whatever case, each once.
  private static func matching(_ word: String, _ candidates: [String]) -> [String] {
    let start = word.lowercased()
    var seen: Set<String> = []
    return candidates.filter {
      $0.lowercased().hasPrefix(start)
        && seen.insert($0.lowercased().filter { $0.isLetter || $0.isNumber }).inserted
    }
  }
}
