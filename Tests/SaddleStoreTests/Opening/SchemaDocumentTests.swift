import Foundation
import SaddleRecording
import SaddleStore
import Testing

@Suite("docs/schema.md")
struct SchemaDocumentTests {
  private static var document: String {
    get throws {
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      return try String(contentsOf: root.appending(path: "docs/schema.md"), encoding: .utf8)
    }
  }

  /// The fenced blocks of SQL.
  private static func examples(in document: String) -> [String] {
    document.components(separatedBy: "```sql\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test("Every SQL example runs as it stands, and finds something")
  func examples() throws {
    let examples = Self.examples(in: try Self.document)
    #expect(examples.count >= 12)
    try withTemporaryStore { store in
      for _ in 0..<2 {
        var run = RunDescription.full()
        run.uuid = UUID()
        run.method = "simultaneous-gda"
        let recorder = try store.begin(run)
        for step in 0..<150 {
          var record = StepRecord.sample(step)
          record.minimizer = [1, 2]
          record.proximalGaps = [1, 2]
          if step > 100 { record.metrics.primalGap = .nan }
          if step == 90 { record.alerts = [.raised(.sample(step: 90))] }
          try recorder.record(record)
        }
        try recorder.finish(.stepLimit)
        try store.keep([(recorder.runID, .sample())], version: "0.1.0")
      }
      for example in examples {
        #expect(try !store.query(example).rows.isEmpty, "\(example)")
      }
    }
  }

  @Test("Every table, view and column is described")
  func columns() throws {
    let document = try Self.document
    let objects = Dictionary(
      grouping: schemaSnapshot.split(separator: "\n"), by: { $0.prefix { $0 != "." } })
    for (object, lines) in objects {
      let heading = "\n### `\(object)`: "
      let section = document.components(separatedBy: heading).dropFirst().first?
        .components(separatedBy: "\n## ").first?.components(separatedBy: "\n### ").first
      for line in lines {
        let column = line.drop { $0 != "." }.dropFirst().prefix { $0 != " " }
        #expect(section?.contains("`\(column)`") == true, "\(object).\(column)")
      }
    }
  }

  @Test("Every named query is listed with its parameters")
  func namedQueries() throws {
    let document = try Self.document
    for query in Store.namedQueries {
      let parameters = query.parameters.map { "`\($0)`" }.joined(separator: ", ")
      let cell = parameters.isEmpty ? "" : parameters + " "
      #expect(document.contains("| `\(query.name)` | \(cell)|"), "\(query.name)")
    }
    let listed = document.components(separatedBy: "\n| `").filter { $0.contains("/") }
      .compactMap { $0.components(separatedBy: "`").first }.filter { $0.contains("/") }
    #expect(Set(listed) == Set(Store.namedQueries.map(\.name)))
  }
}
