import GRDBSQLite

/// SQL as it is typed, line by line.
public enum SQLText {
  /// The whole statements that a text begins with, each with its semicolon, and what is left.
  ///
  /// SQLite itself says where a statement ends (`sqlite3_complete`), so that semicolons in strings and
  /// comments do not count.
  public static func statements(in text: String) -> (complete: [String], rest: String) {
    var complete: [String] = []
    var rest = text[...]
    var end = rest.startIndex
    while let semicolon = rest[end...].firstIndex(of: ";") {
      end = rest.index(after: semicolon)
      guard sqlite3_complete(String(rest[..<end])) != 0 else { continue }
      complete.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return (complete, String(rest))
  }
}
