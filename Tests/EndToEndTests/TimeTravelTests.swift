import Foundation
import GRDB
import Testing

@Suite("Time travel")
struct TimeTravelTests {
  private let folder: TemporaryFolder
  private static let plan = [
    "train", "forsaken", "--method", "adam", "--noise", "0.1", "--steps", "60", "--quiet",
  ]

  init() throws {
    folder = try TemporaryFolder()
    _ = try Invocation(Self.plan, in: folder.url)
    _ = try Invocation(Self.plan + ["--parameters", "keyframes:25"], in: folder.url)
  }

  private func parameters(_ run: Int, _ step: Int, _ more: String...) throws -> Invocation {
    try Invocation(["parameters", "\(run)", "--step", "\(step)"] + more, in: folder.url)
  }

  private func query(_ sql: String) throws -> String {
    try folder.saddlebag("query", sql, "--format", "csv").output
  }

  @Test("Any step of a run with keyframes has the parameters of the run that keeps them all")
  func parameters() throws {
    for step in [0, 24, 25, 26, 49, 60] {
      let (stored, replayed) = (try parameters(1, step), try parameters(2, step))
      #expect(stored.status == 0, "\(stored.errors)")
      #expect(stored.output.split(separator: "\n").count == 3)
      #expect(stored.output == replayed.output, "\(replayed.errors)")
    }
    let written = try parameters(2, 30, "--output", "z.npy", "--player", "maximizer")
    #expect(written.status == 0, "\(written.errors)")
    #expect(try Data(contentsOf: folder.url.appending(path: "z.npy")).count == 128 + 8)
  }

  @Test("A state that was tampered with is found out, and nothing is written")
  func damage() throws {
    let flip = "UPDATE step SET digest = digest + 1 WHERE runID = 2 AND step = 40"
    try Self.execute(flip, in: folder)
    #expect(try parameters(2, 39).status == 0)
    let refused = try parameters(2, 41, "--output", "z.npz")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("step 40"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "z.npz").path))
    try Self.execute("UPDATE iterate SET maximizer = x'0000000000000000'", in: folder)
    let damaged = try parameters(2, 25)
    #expect(damaged.status == 65)
    #expect(damaged.errors.contains("damaged"))
  }

  @Test("The doctor plays whole runs again, and names the first step that comes out otherwise")
  func doctorReplays() throws {
    let sound = try folder.saddlebag("doctor", "--replay")
    #expect(sound.status == 0, "\(sound.errors)")
    #expect(sound.output.contains("run 2: 61 steps played again"))
    let flip = "UPDATE step SET digest = digest + 1 WHERE runID = 2 AND step = 47"
    try Self.execute(flip, in: folder)
    #expect(try folder.saddlebag("doctor").status == 0)
    let unsound = try folder.saddlebag("doctor", "--replay")
    #expect(unsound.status == 65)
    #expect(unsound.output.contains("DAMAGED") && unsound.output.contains("step 47"))
    #expect(unsound.output.contains("run 1: 61 steps played again"))
  }

  @Test("A report draws a run with keyframes as it draws the one that keeps every step")
  func report() throws {
    let paths = try ["1", "2"].map { run in
      let page = run + ".html"
      let made = try folder.saddlebag("report", run, "--output", page)
      #expect(made.status == 0, "\(made.errors)")
      let text = try String(contentsOf: folder.url.appending(path: page), encoding: .utf8)
      return text.split(separator: " d=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    }
    #expect(paths[0].count > 3)
    // The other one has charts of projections besides.
    let drawn = Set(paths[1])
    #expect(paths[0].allSatisfy { drawn.contains($0) })
  }

  @Test("A run that goes on from another one's step, unchanged, makes the same bits")
  func forkUnchanged() throws {
    let fork = try folder.saddlebag("train", "--from", "2@33", "--quiet")
    #expect(fork.status == 0, "\(fork.errors)")
    #expect(
      try query(
        """
        SELECT count(*), min(step), max(step) FROM step JOIN step AS parent USING (step, digest)
        WHERE step.runID = 3 AND parent.runID = 1
        """
      ).hasSuffix("\n28,33,60\n"))
    #expect(
      try query("SELECT parentStep, parentUUID = (SELECT uuid FROM run WHERE id = 2) FROM run")
        .hasSuffix("\n33,1\n"))
    let again = try folder.saddlebag(
      "train", "--from", "3@40", "--set", "stepSize=0.5", "--steps", "70", "--quiet")
    #expect(again.status == 0, "\(again.errors)")
    let lineage = try folder.saddlebag(
      "query", "run/lineage", "--bind", "run=4", "--format", "csv")
    #expect(lineage.output.contains("-2,2,"))
    #expect(lineage.output.contains("-1,3,"))
    let resumed = try folder.saddlebag("train", "--resume", "4", "--steps", "80", "--quiet")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(
      try query("SELECT number FROM runParameter WHERE runID = 4 AND name = 'stepSize'")
        .hasSuffix("\n0.5\n"))
    #expect(try parameters(4, 75).status == 0)
    let report = try folder.saddlebag("report", "2", "3", "4", "--output", "r.html")
    #expect(report.status == 0, "\(report.errors)")
    let page = try String(contentsOf: folder.url.appending(path: "r.html"), encoding: .utf8)
    #expect(page.contains("<section id=\"lineage\">"))
    #expect(page.contains("began with step 33 of #2") && page.contains("began with step 40 of #3"))
    #expect(page.contains("was gone on with after step 70."))
  }

  @Test(
    "What cannot be is refused in a sentence",
    arguments: [
      ["train", "--from", "1@61"], ["train", "--from", "1@60"], ["train", "--from", "9@1"],
      ["train", "--from", "1@5", "--method", "adam"], ["train", "bilinear", "--from", "1"],
      ["parameters", "1", "--step", "-1"], ["parameters", "1", "--output", "z.mat"],
    ])
  func refusals(_ words: [String]) throws {
    let refused = try Invocation(words, in: folder.url)
    #expect([64, 66].contains(refused.status))
    #expect(refused.errors.hasPrefix("error: "))
    #expect(refused.errors.contains("\nTry: "))
    #expect(try query("SELECT count(*) FROM run").hasSuffix("\n2\n"))
  }

  private static func execute(_ sql: String, in folder: TemporaryFolder) throws {
    try DatabaseQueue(path: folder.url.appending(path: "saddlebag.db").path).write {
      try $0.execute(sql: sql)
    }
  }
}
