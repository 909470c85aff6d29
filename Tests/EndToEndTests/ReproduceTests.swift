import Foundation
import Testing

@Suite("saddlebag reproduce")
struct ReproduceTests {
  private static let paper = ["reproduce", "farnia-ozdaglar-2020", "--output", "paper.html"]
  private static let count = "SELECT count(*) FROM run"

  /// Runs the SQL of each claim that a page holds; each must find rows.
  private func checkSQL(of page: String, count: Int, in folder: TemporaryFolder) throws {
    let blocks = page.components(separatedBy: "<pre>").dropFirst()
    #expect(blocks.count == count)
    for block in blocks {
      let sql = (block.components(separatedBy: "</pre>").first ?? "")
        .replacingOccurrences(of: "&#39;", with: "'")
      let rows = try folder.saddlebag("query", sql, "--format", "csv")
      #expect(rows.output.split(separator: "\n").count > 3, "\(sql): \(rows.errors)")
    }
  }

  private func page(in folder: TemporaryFolder) throws -> String {
    try String(contentsOf: folder.url.appending(path: "paper.html"), encoding: .utf8)
  }

  @Test("The analytic claims hold, every point is a run, and a second run records nothing new")
  func claims() throws {
    let folder = try TemporaryFolder()
    let words = Self.paper + ["--claims", "1,2,3", "--quiet"]
    let first = try Invocation(words, in: folder.url)
    #expect(first.status == 0, "\(first.errors)")
    let verdicts = first.output.split(separator: "\n").filter { $0.first?.isNumber == true }
    #expect(verdicts.count == 3)
    for line in verdicts { #expect(line.hasSuffix(": holds"), "\(line)") }

    let before = try folder.saddlebag("query", Self.count, "--format", "csv").output
    #expect(try Invocation(words, in: folder.url).status == 0)
    #expect(try folder.saddlebag("query", Self.count, "--format", "csv").output == before)
    try checkSQL(of: try page(in: folder), count: 3, in: folder)
  }

  @Test("Killed or stopped at any time, the trained claims go on to the same report")
  func resumption() throws {
    let words = Self.paper + ["--claims", "4,5,6", "--rehearse"]
    let epoch = ["SOURCE_DATE_EPOCH": "1000000000"]
    let whole = try TemporaryFolder()
    let made = try Invocation(words, in: whole.url, environment: epoch)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("14 of 14 trainings with their tests to be made: about"))
    let expected = try page(in: whole)
    #expect(expected.contains("2001-09-09") && expected.contains("data:image/png;base64,"))
    try checkSQL(of: expected, count: 3, in: whole)

    let broken = try TemporaryFolder()
    for (line, signal) in [(2, SIGKILL), (5, SIGINT), (9, SIGKILL)] {
      let started = try Invocation.start(words, in: broken.url, environment: epoch)
      var said = ""
      while said.filter({ $0 == "\n" }).count < line {
        let words = started.errors.availableData
        if words.isEmpty { break }
        said += String(decoding: words, as: UTF8.self)
      }
      kill(started.process.processIdentifier, signal)
      started.process.waitUntilExit()
      if signal == SIGINT { #expect(started.process.terminationStatus == 130) }
    }
    let resumed = try Invocation(words, in: broken.url, environment: epoch)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try page(in: broken) == expected)
    let counts = try [whole, broken].map {
      try $0.saddlebag("query", Self.count, "--format", "csv").output
    }
    #expect(counts[0] == counts[1])
  }

  @Test("What cannot be reproduced is refused with what can")
  func badInput() throws {
    let folder = try TemporaryFolder()
    let other = try folder.saddlebag("reproduce", "goodfellow-2014")
    #expect(other.status == 64 && other.errors.contains("farnia-ozdaglar-2020"))
    let claim = try Invocation(Self.paper + ["--claims", "7"], in: folder.url)
    #expect(claim.status == 64 && claim.errors.contains("there is no claim '7'"))
    let both = try Invocation(Self.paper + ["--quick", "--rehearse"], in: folder.url)
    #expect(both.status == 64 && both.errors.contains("exclude one another"))
  }
}
