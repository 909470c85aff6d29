import Foundation
import Testing

@Suite("saddlebag list, tag, note, rename, archive and delete")
struct ListAndEditTests {
  private func twoRuns() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for stepSize in ["0.1", "0.2"] {
      let run = try folder.saddlebag(
        "train", "bilinear", "--method", "extragradient", "--step-size", stepSize, "--steps", "50",
        "--quiet")
      #expect(run.status == 0, "\(run.errors)")
    }
    return folder
  }

  @Test("A filter, a sort order and columns of one's own are obeyed by list, and explained")
  func list() throws {
    let folder = try twoRuns()
    let list = try folder.saddlebag(
      "list", "--where", "stepSize < 1", "--sort", "dualityGap.last", "--columns",
      "id, stepSize", "--limit", "1", "--format", "csv")
    #expect(list.output == "id,stepSize\n2,0.2\n", "\(list.errors)")
    let explained = try folder.saddlebag("list", "--where", "stepSize = 0.2", "--explain")
    #expect(explained.output.contains("-- :v2 = 'method'"), "\(explained.output)")
    #expect(explained.output.contains("SEARCH runParameter"))
    let wrong = try folder.saddlebag("list", "--where", "stepSize << 1")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("\n  stepSize << 1\n            ^\n"), "\(wrong.errors)")
  }

  @Test("Words and notes show in list and show; what is put away is left out until it is asked for")
  func annotations() throws {
    let folder = try twoRuns()
    #expect(try folder.saddlebag("tag", "1", "--add", "good").output.contains("good"))
    #expect(try folder.saddlebag("note", "1", "--text", "mind the start").status == 0)
    #expect(try folder.saddlebag("rename", "1", "first").status == 0)
    let shown = try folder.saddlebag("show", "first").output
    #expect(shown.contains("tags: good") && shown.contains("note: mind the start"))
    #expect(try folder.saddlebag("list").output.contains("tag "))
    #expect(try folder.saddlebag("archive", "--where", "tag = 'good'").status == 0)
    #expect(try !folder.saddlebag("list").output.contains("first"))
    #expect(try folder.saddlebag("list", "--all").output.contains("first"))
    let back = try folder.saddlebag("archive", "--undo", "--where", "archivedAt is not missing")
    #expect(back.output == "run 1 is listed again\n")
  }

  @Test("Deleting needs a yes, and says how much it took")
  func delete() throws {
    let folder = try twoRuns()
    let asked = try folder.saddlebag("delete", "1")
    #expect(asked.status == 64 && asked.errors.contains("--yes"))
    let deleted = try folder.saddlebag("delete", "--yes", "--where", "stepSize = 0.1")
    #expect(deleted.output.contains("deleted run 1 with 51 steps"), "\(deleted.errors)")
    #expect(try folder.saddlebag("show", "1").status == 66)
    let none = try folder.saddlebag("delete", "--yes", "--where", "stepSize = 0.1")
    #expect(none.status == 64 || none.status == 66)
    #expect(try folder.saddlebag("delete", "--yes", "2").status == 0)
    let missing = try folder.saddlebag("delete", "--yes", "1", "--store", "no.db")
    #expect(missing.status == 66 && !FileManager.default.fileExists(atPath: "no.db"))
  }
}
