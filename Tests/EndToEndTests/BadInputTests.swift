import Foundation
import Testing

@Suite("Bad input gets a sentence, the next move and a status")
struct BadInputTests {
  @Test(
    "of the command line",
    arguments: [
      (["train", "bilinaer"], 64, "no game 'bilinaer'", "'bilinear'"),
      (["train", "bilinear", "--method", "gda"], 64, "no method 'gda'", "saddlebag methods"),
      (["train"], 64, "no game is named", "saddlebag games"),
      (["train", "bilinear", "--set", "scale=2"], 64, "parameter 'scale'", "payoffScale"),
      (["train", "bilinear", "--set", "payoffScale=two"], 64, "cannot be 'two'", "a number"),
      (["train", "bilinear", "--set", "payoffScale"], 64, "name=value", "--set stepSize=0.1"),
      (["train", "bilinear", "--step-size", "-1"], 64, "'stepSize'", "> 0"),
      (["train", "bilinear", "--steps", "-1"], 64, "-1", "0 or more"),
      (["train", "bilinear", "--set", "start=1,2,3"], 64, "holds 3 numbers", "2 numbers"),
      (["train", "bilinear", "--lambda", "0.1,x"], 64, "--lambda", "0.1,1,10"),
      (["train", "bilinear", "--lambda", "-1"], 64, "λ cannot be negative", ""),
      (["train", "w2-gaussian"], 64, "got none", "--data"),
      (["train", "w2-gaussian", "--data", "none.csv"], 66, "none.csv", ""),
      (["train", "polar", "--method", "proximal-training"], 64, "field alone", "extragradient"),
      (["train", "bilinear", "--method", "replicator"], 64, "simplex", ""),
      (["train", "--resume", "1"], 66, "saddlebag.db", "saddlebag train"),
      (["list"], 66, "saddlebag.db", "saddlebag train"),
      (["games", "bilinaer"], 64, "bilinaer", "'bilinear'"),
    ] as [([String], Int32, String, String)])
  func ofTheCommandLine(
    _ arguments: [String], _ status: Int32, _ message: String, _ hint: String
  ) throws {
    let folder = try TemporaryFolder()
    try expect(try Invocation(arguments, in: folder.url), status, message, hint)
  }

  @Test(
    "of questions to a store",
    arguments: [
      (["show", "9"], 66, "9", "saddlebag list"),
      (["show", "nobody"], 66, "nobody", "saddlebag list"),
      (["compare", "1", "9"], 66, "9", "saddlebag list"),
      (["report", "9", "--output", "r.html"], 66, "9", "saddlebag list"),
      (["query", "run/nothing"], 66, "run/nothing", "saddlebag query"),
      (["query", "select missing from run"], 64, "no such column", ""),
      (["query", "selekt 1"], 64, "syntax error", ""),
      (["query", "delete from run"], 64, "", ""),
      (["query", "select :run"], 64, ":run", "--bind NAME=VALUE"),
      (["query", "select 1", "--bind", "x=1"], 64, "x", ""),
      (["query", "select 1; select 2"], 64, "more than one SQL statement", ""),
      (["cycles", "9"], 66, "9", "saddlebag list"),
      (["cycles", "1", "--from", "-3"], 64, "-3", "step ≥ 0"),
      (["train", "--resume", "1"], 64, "all its 10 steps", "--steps 20"),
      (["train", "--resume", "1", "--set", "payoffScale=2"], 64, "keeps its parameters", ""),
      (["report", "1", "--output", "missing/folder/r.html"], 74, "missing/folder", ""),
    ] as [([String], Int32, String, String)])
  func ofQuestions(
    _ arguments: [String], _ status: Int32, _ message: String, _ hint: String
  ) throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag("train", "bilinear", "--steps", "10", "--quiet")
    try expect(try Invocation(arguments, in: folder.url), status, message, hint)
    let count = try folder.saddlebag("query", "select count(*) from step", "--format", "csv")
    #expect(count.output == "count(*)\n11\n", "nothing recorded is lost")
  }

  @Test("of the data file names row and column")
  func ofTheData() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "data.csv")
    try "a,b\n1,2\n3,oops\n".write(to: file, atomically: true, encoding: .utf8)
    let run = try folder.saddlebag("train", "w2-gaussian", "--data", "data.csv")
    try expect(run, 65, "'oops'", "")
    #expect(run.errors.contains("row 3") && run.errors.contains("column 2"), "\(run.errors)")
    #expect(
      !FileManager.default.fileExists(atPath: folder.url.appending(path: "saddlebag.db").path))
  }

  @Test("of the store: a file that is none is refused and left as it was")
  func ofTheStore() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "saddlebag.db")
    let text = String(repeating: "not a database at all\n", count: 100)
    try text.write(to: file, atomically: true, encoding: .utf8)
    try expect(try folder.saddlebag("train", "bilinear"), 65, "saddlebag.db", "")
    try expect(try folder.saddlebag("list"), 65, "saddlebag.db", "")
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  private func expect(
    _ run: Invocation, _ status: Int32, _ message: String, _ hint: String
  ) throws {
    #expect(run.status == status, "\(run.errors)")
    let lines = run.errors.split(separator: "\n")
    let first = try #require(lines.first)
    #expect(first.lowercased().hasPrefix("error: "))
    for part in [message, hint] where !part.isEmpty {
      #expect(run.errors.contains(part), "\(run.errors)")
    }
    #expect(lines.count <= 3, "\(run.errors)")
    #expect(!run.errors.contains("Fatal error"))
  }
}
