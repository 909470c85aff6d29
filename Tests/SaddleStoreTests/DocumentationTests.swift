import Foundation
import GRDB
import SaddleStore
import Testing

@Suite("The documents on the store")
struct DocumentationTests {
  private let folder: TemporaryStore
  private let store: Store

  init() throws {
    folder = try TemporaryStore()
    store = try folder.open()
    try SampleRuns.record(into: store)
  }

  private static func document(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
  }

  /// The SQL of the fences that begin with "```sql example".
  private static func examples(in document: String) -> [String] {
    document.components(separatedBy: "```sql example\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test("Every example of docs/schema.md runs on a store and answers something")
  func examplesRun() throws {
    let examples = Self.examples(in: try Self.document("schema.md"))
    #expect(examples.count >= 10)
    for example in examples {
      let result = try store.query(example)
      #expect(!result.rows.isEmpty, "\(example)")
    }
  }

  @Test("docs/schema.md names every table, view and column")
  func namesEverything() throws {
    let document = try Self.document("schema.md")
    let names = try folder.stranger().read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT object.name AS object, part.name AS part
          FROM pragma_table_list AS object, pragma_table_xinfo(object.name) AS part
          WHERE object.schema = 'main' AND object.name NOT GLOB 'sqlite_*'
            AND object.name <> 'grdb_migrations'
          """)
    }
    #expect(names.count > 50)
    for row in names {
      let (object, part): (String, String) = (row["object"], row["part"])
      #expect(document.contains("### `\(object)`"), "\(object) has no section")
      let section = document.components(separatedBy: "### `\(object)`").last?
        .components(separatedBy: "\n### ").first
      #expect(section?.contains("`\(part)`") == true, "\(object).\(part) is not described")
    }
  }

  @Test("docs/schema.md says the bit of each metric, and the store's mark, as they are")
  func namesBits() throws {
    let document = try Self.document("schema.md")
    let metrics = try folder.stranger().read { database in
      try String.fetchAll(database, sql: "SELECT name FROM pragma_table_info('step') WHERE cid > 3")
    }
    for (order, metric) in metrics.enumerated() {
      let line = document.split(separator: "\n").last { $0.hasPrefix("| `\(metric)`") }
      #expect(line?.hasSuffix("| \(1 << order) |") == true, "\(metric)")
    }
    let mark = try store.query("PRAGMA application_id").rows[0][0]
    guard case .integer(let number) = mark else { return #expect(Bool(false)) }
    #expect(document.contains("`PRAGMA application_id` is \(number)"))
  }

  @Test("The Python of docs/schema.md reads the bits that were recorded")
  func bytesAsDocumented() throws {
    // "<d": eight bytes, the least significant first.
    let cell = try store.query("SELECT maximizer FROM iterate WHERE runID = 1 AND step = 0").rows[
      0][0]
    guard case .blob(let bytes) = cell else { return #expect(Bool(false)) }
    let numbers = stride(from: 0, to: bytes.count, by: 8).map { start in
      Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) })
    }
    #expect(numbers == [2, 3])
  }

  @Test("docs/queries.md has a row for each named query, with its parameters and its own words")
  func namesQueries() throws {
    let document = try Self.document("queries.md")
    let rows = document.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let expected = Store.namedQueries.sorted { $0.name < $1.name }.map { query in
      let parameters = query.parameters.map { "`:\($0)`" }.joined(separator: " ")
      return "| `\(query.name)` | \(parameters) | \(query.summary) |"
    }
    #expect(rows == expected)
  }
}
