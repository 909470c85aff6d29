import Foundation
import Testing

@Suite("saddlebag export and import")
struct ExportImportTests {
  @Test(
    "What is exported and imported again has the same values at the same steps, in every format",
    arguments: ["all.csv", "all.jsonl", "logs"])
  func roundTrip(output: String) throws {
    let folder = try TemporaryFolder()
    let train = try folder.saddlebag(
      "train", "bilinear", "--step-size", "0.3", "--steps", "40", "--name", "n", "--quiet")
    #expect(train.status == 0)
    let export = try folder.saddlebag("export", "1", "--output", output)
    #expect(export.status == 0, "\(export.errors)")
    let back = try folder.saddlebag("import", output, "--store", "back.db")
    #expect(back.status == 0, "\(back.errors)")
    let sql = "SELECT step, name, value, isNaN FROM metric WHERE runID = 1 ORDER BY 2, 1"
    let before = try folder.saddlebag("query", sql, "--format", "csv").output
    let after = try folder.saddlebag("query", sql, "--format", "csv", "--store", "back.db").output
    #expect(before == after && before.split(separator: "\n").count > 300)
  }

  @Test("A file that is none is refused in one sentence, and no store is made")
  func refusals() throws {
    let folder = try TemporaryFolder()
    try "x,y\n1,2\n".write(
      to: folder.url.appending(path: "a.csv"), atomically: true, encoding: .utf8)
    let wrong = try folder.saddlebag("import", "a.csv")
    #expect(wrong.status == 65 && wrong.errors.hasPrefix("error: 'a' has no column 'step'"))
    #expect(try folder.saddlebag("import", "none.csv").status == 66)
    #expect(
      !FileManager.default.fileExists(atPath: folder.url.appending(path: "saddlebag.db").path))
  }
}
