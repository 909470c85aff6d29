import Foundation
import Testing

@Suite("saddlebag reproduce")
struct ReproduceTests {
  @Test("The analytic claims hold, every point is a run, and a second run records nothing new")
  func claims() throws {
    let folder = try TemporaryFolder()
    let words = [
      "reproduce", "farnia-ozdaglar-2020", "--quick", "--quiet", "--output", "paper.html",
    ]
    let first = try Invocation(words, in: folder.url)
    #expect(first.status == 0, "\(first.errors)")
    let verdicts = first.output.split(separator: "\n").filter { $0.first?.isNumber == true }
    #expect(verdicts.count == 6)
    for line in verdicts.prefix(3) { #expect(line.hasSuffix(": holds"), "\(line)") }
    for line in verdicts.suffix(3) { #expect(line.hasSuffix("could not be decided"), "\(line)") }

    let count = "SELECT count(*) FROM run"
    let before = try folder.saddlebag("query", count, "--format", "csv").output
    #expect(try Invocation(words, in: folder.url).status == 0)
    #expect(try folder.saddlebag("query", count, "--format", "csv").output == before)

    let page = try String(contentsOf: folder.url.appending(path: "paper.html"), encoding: .utf8)
    let blocks = page.components(separatedBy: "<pre>").dropFirst()
    #expect(blocks.count == 3)
    for block in blocks {
      let sql = (block.components(separatedBy: "</pre>").first ?? "")
        .replacingOccurrences(of: "&#39;", with: "'")
      let rows = try folder.saddlebag("query", sql, "--format", "csv")
      #expect(rows.output.split(separator: "\n").count > 3, "\(sql): \(rows.errors)")
    }
  }

  @Test("Another paper is refused with the one there is")
  func unknownPaper() throws {
    let result = try TemporaryFolder().saddlebag("reproduce", "goodfellow-2014")
    #expect(result.status == 64 && result.errors.contains("farnia-ozdaglar-2020"))
  }
}
