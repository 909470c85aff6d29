import Foundation
import GRDB
import Testing

@Suite("kill -9")
struct KillTests {
  @Test(
    "Fifty trainings killed at random moments lose no acknowledged step", .timeLimit(.minutes(5)))
  func losesNothingAcknowledged() throws {
    let folder = try TemporaryFolder()
    var random = SystemRandomNumberGenerator()
    for round in 1...50 {
      let delay = Double.random(in: 0.02...0.35, using: &random)
      let acknowledged = try trainAndKill(after: delay, in: folder)
      try checkStore(in: folder, run: round, acknowledged: acknowledged, delay: delay)
    }
    let list = try folder.saddlebag("list")
    #expect(list.output.contains("crashed"))
    #expect(!list.output.contains("running"))
  }

  @Test(
    "A killed run resumes to the bits of an uninterrupted one",
    arguments: [
      ["train", "bilinear", "--method", "adam", "--noise", "0.01", "--seed", "3"],
      [
        "train", "sn-gan", "--data", "ring", "--method", "proximal-training", "--seed", "3",
        "--set", "hidden=4", "--set", "layers=1", "--set", "batch=4", "--set", "batchNorm=on",
        "--set", "averaging=0.9", "--set", "innerSteps=2", "--set", "baseUpdate=adam",
        "--set", "maximizerUpdate=payoff", "--parameters", "raw", "--samples-every", "0",
        "--quality-every", "0",
      ],
    ])
  func resumesAfterKill(_ plan: [String]) throws {
    let folder = try TemporaryFolder()
    let started = try Invocation.start(
      plan + ["--steps", "100000000", "--progress", "lines"], in: folder.url)
    // Its first line says that steps are durable; an empty read, that it ended before.
    #expect(!started.errors.availableData.isEmpty)
    kill(started.process.processIdentifier, SIGKILL)
    started.process.waitUntilExit()
    let pool = try DatabaseQueue(path: folder.url.appending(path: "saddlebag.db").path)
    let last = try #require(
      try pool.read { try Int.fetchOne($0, sql: "SELECT max(step) FROM step") })
    let steps = "\(last + 500)"
    let resumed = try folder.saddlebag("train", "--resume", "1", "--steps", steps, "--quiet")
    #expect(resumed.status == 0, "\(resumed.errors)")
    _ = try Invocation(plan + ["--steps", steps, "--quiet"], in: folder.url)
    let differing = try pool.read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM iterate AS a JOIN iterate AS b USING (step)
          WHERE a.runID = 1 AND b.runID = 2
            AND (a.minimizer <> b.minimizer OR a.maximizer <> b.maximizer)
          """)
    }
    let counts = try pool.read { database in
      try Int.fetchAll(database, sql: "SELECT count(*) FROM iterate GROUP BY runID")
    }
    #expect(differing == 0)
    #expect(counts == [last + 501, last + 501])
  }

  /// Returns the last step that the training said was durable; −1 if it said none.
  private func trainAndKill(after delay: Double, in folder: TemporaryFolder) throws -> Int {
    let started = try Invocation.start(
      ["train", "bilinear", "--method", "extragradient", "--steps", "100000000"]
        + ["--progress", "lines"],
      in: folder.url)
    Thread.sleep(forTimeInterval: delay)
    kill(started.process.processIdentifier, SIGKILL)
    let said = String(decoding: started.errors.readDataToEndOfFile(), as: UTF8.self)
    started.process.waitUntilExit()
    // A last line may be cut short by the kill; only whole lines count as said.
    let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.last.flatMap { Int($0.dropFirst("acknowledged ".count)) } ?? -1
  }

  private func checkStore(
    in folder: TemporaryFolder, run: Int, acknowledged: Int, delay: Double
  ) throws {
    let path = folder.url.appending(path: "saddlebag.db").path
    guard FileManager.default.fileExists(atPath: path) else {
      #expect(acknowledged == -1)
      return
    }
    let queue = try DatabaseQueue(path: path)
    try queue.read { database in
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      // Killed while the tables were being made, before anything could be said.
      guard try database.tableExists("checkpoint") else {
        #expect(acknowledged == -1)
        return
      }
      guard
        let id = try Int.fetchOne(database, sql: "SELECT max(id) FROM run"),
        acknowledged >= 0
      else { return }
      let last = try Int.fetchOne(
        database, sql: "SELECT max(step) FROM step WHERE runID = ?", arguments: [id])
      #expect((last ?? -1) >= acknowledged, "killed after \(delay) s in round \(run)")
      let holes = try Int.fetchOne(
        database,
        sql: """
          SELECT (SELECT count(*) FROM step WHERE runID = :run) <> :last + 1
            OR (SELECT count(*) FROM iterate WHERE runID = :run) <> :last + 1
            OR (SELECT step FROM checkpoint WHERE runID = :run) <> :last
          """, arguments: ["run": id, "last": last])
      #expect(holes == 0)
    }
  }
}
