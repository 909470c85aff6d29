import Foundation
import GRDB
import Testing

@Suite("kill -9")
struct KillTests {
  @Test(
    "Fifty trainings killed at random moments lose no acknowledged step", .timeLimit(.minutes(60)))
  func losesNothingAcknowledged() throws {
    let folder = try TemporaryFolder()
    var random = SystemRandomNumberGenerator()
    // Scripts/kill-test is the long version. One to three writers record to one store, and each is killed:
    // by turns at a random moment of its life, and once the first has said that steps are durable.
    let rounds = 50
    var kills = 0
    while kills < rounds {
      let delay = Double.random(in: 0.02...0.35, using: &random)
      let plans = Self.plans.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
      let killed = try trainAndKill(Array(plans), after: delay, waits: kills % 2 == 0, in: folder)
      kills += killed.count
      for run in killed { try checkStore(in: folder, run, delay: delay) }
      try checkIntegrity(in: folder)
    }
    let list = try folder.saddlebag("list")
    #expect(list.output.contains("crashed"))
    #expect(!list.output.contains("running"))
    // Of parameters in files of their own, too: each is there, and is what it was.
    let doctor = try folder.saddlebag("doctor")
    #expect(doctor.status == 0, "\(doctor.output)")
  }

  @Test(
    "A killed run resumes to the bits of an uninterrupted one",
    arguments: [
      ["train", "bilinear", "--method", "adam", "--noise", "0.01", "--seed", "3"],
      [
        "train", "bilinear", "--method", "adam", "--noise", "0.01", "--seed", "3",
        "--parameters", "keyframes:1000",
      ],
      ["train", "bilinear", "--method", "optimistic-gda", "--seed", "3", "--parameters", "off"],
      ["train"] + compressed(hidden: 48),
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
          SELECT count(*) FROM step AS a JOIN step AS b USING (step)
          WHERE a.runID = 1 AND b.runID = 2 AND a.digest IS NOT b.digest
          """)
    }
    let counts = try pool.read { database in
      try Int.fetchAll(database, sql: "SELECT count(*) FROM step GROUP BY runID")
    }
    #expect(differing == 0)
    #expect(counts == [last + 501, last + 501])
  }

  /// A GAN whose parameters stand compressed: in the store, or with 48 hidden units in a file of their own.
  private static func compressed(hidden: Int) -> [String] {
    [
      "vanilla-gan", "--data", "ring", "--set", "hidden=\(hidden)", "--set", "batch=4",
      "--seed", "3", "--parameters", "compressed", "--samples-every", "0", "--quality-every", "0",
    ]
  }

  /// Small runs of every policy, and some whose state is large for its time.
  private static let plans = [
    compressed(hidden: 32), compressed(hidden: 48),
    ["bilinear", "--method", "extragradient"],
    ["regularized-bilinear", "--method", "adam", "--parameters", "keyframes:7"],
    ["forsaken", "--method", "adam", "--parameters", "off", "--noise", "0.01"],
    ["rock-paper-scissors", "--method", "extragradient", "--durability", "normal"],
  ]

  /// A training that was killed: its name in the store, and the last step that it said was durable; −1
  /// if it said none.
  private struct Killed {
    let name: String
    let acknowledged: Int
  }

  /// Starts trainings at once, and kills them at one moment.
  private func trainAndKill(
    _ plans: [[String]], after delay: Double, waits: Bool, in folder: TemporaryFolder
  ) throws -> [Killed] {
    let started = try plans.map { plan in
      let name = UUID().uuidString
      return (
        name,
        try Invocation.start(
          ["train"] + plan + ["--steps", "100000000", "--progress", "lines", "--name", name],
          in: folder.url)
      )
    }
    let firstWords = waits ? started.first?.1.errors.availableData : nil
    Thread.sleep(forTimeInterval: delay)
    for (_, training) in started { kill(training.process.processIdentifier, SIGKILL) }
    return started.enumerated().map { index, started in
      let (name, training) = started
      let words = (index == 0 ? firstWords : nil) ?? Data()
      let said = String(
        decoding: words + training.errors.readDataToEndOfFile(), as: UTF8.self)
      training.process.waitUntilExit()
      // A last line may be cut short by the kill; only whole lines count as said.
      let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      let last = lines.last.flatMap { Int($0.dropFirst("acknowledged ".count)) }
      return Killed(name: name, acknowledged: last ?? -1)
    }
  }

  private func store(in folder: TemporaryFolder) throws -> DatabaseQueue? {
    let path = folder.url.appending(path: "saddlebag.db").path
    return FileManager.default.fileExists(atPath: path) ? try DatabaseQueue(path: path) : nil
  }

  private func checkIntegrity(in folder: TemporaryFolder) throws {
    let check = try store(in: folder)?.read { database in
      try String.fetchOne(database, sql: "PRAGMA integrity_check")
    }
    #expect((check ?? "ok") == "ok")
  }

  private func checkStore(in folder: TemporaryFolder, _ killed: Killed, delay: Double) throws {
    try store(in: folder)?.read { database in
      // Killed while the tables were being made, before anything could be said.
      guard try database.tableExists("keyframe"),
        let run = try Int.fetchOne(
          database, sql: "SELECT id FROM run WHERE name = ?", arguments: [killed.name])
      else {
        #expect(killed.acknowledged == -1)
        return
      }
      let last = try Int.fetchOne(
        database, sql: "SELECT max(step) FROM step WHERE runID = ?", arguments: [run])
      #expect((last ?? -1) >= killed.acknowledged, "run \(run), killed after \(delay) s")
      let holes = try Int.fetchOne(
        database,
        sql: """
          SELECT (SELECT count(*) FROM step WHERE runID = :run) <> :last + 1
            OR (SELECT count(*) FROM iterate WHERE runID = :run)
              + (SELECT count(*) FROM iterateDelta WHERE runID = :run) <> CASE
                WHEN parameterPlace = 'file' THEN 0
                WHEN parameterPolicy IN ('raw', 'compressed') THEN :last + 1
                ELSE (SELECT count(*) FROM keyframe WHERE runID = :run)
              END
            OR parameterPolicy = 'raw'
              AND (SELECT step FROM checkpoint WHERE runID = :run) IS NOT nullif(:last, -1)
            OR parameterPolicy = 'keyframes:7'
              AND (SELECT max(step) FROM keyframe WHERE runID = :run) IS NOT :last / 7 * 7
              AND :last >= 0
          FROM run WHERE id = :run
          """, arguments: ["run": run, "last": last ?? -1])
      #expect(holes == 0, "run \(run), killed after \(delay) s")
    }
  }
}
