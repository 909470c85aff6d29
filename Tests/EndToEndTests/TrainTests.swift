import Foundation
import Testing

@Suite("saddlebag train")
struct TrainTests {
  @Test("A run's record holds every step, and list and show find it")
  func recordsEveryStep() throws {
    let folder = try TemporaryFolder()
    let train = try folder.saddlebag(
      "train", "bilinear", "--method", "simultaneous-gda", "--set", "payoffScale=1.5",
      "--step-size", "0.1", "--steps", "200")
    #expect(train.status == 0, "\(train.errors)")
    #expect(train.output.contains("stepLimit"))
    #expect(train.errors.isEmpty, "nothing is shown on a pipe")

    let count = try folder.saddlebag(
      "query", "select count(*) as steps, max(step) as last from step where runID = :run",
      "--bind", "run=1", "--format", "csv")
    #expect(count.output == "steps,last\n201,200\n")
    #expect(try folder.saddlebag("list").output.contains("bilinear"))
    #expect(try folder.saddlebag("show", "1").output.contains("payoffScale"))
  }

  @Test("The recorded iterates follow the method's own formula to the last bit")
  func recordsTheTrajectory() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag("train", "bilinear", "--step-size", "0.1", "--steps", "50")
    let query = try folder.saddlebag(
      "query", "select minimizer, maximizer from iterate where runID = 1 order by step",
      "--format", "csv")
    var (x, y) = (1.0, 1.0)
    for line in query.output.split(separator: "\n").dropFirst() {
      #expect(line == "\(hexadecimal(x)),\(hexadecimal(y))")
      (x, y) = (x - 0.1 * y, y - 0.1 * -x)
    }
  }

  private func hexadecimal(_ value: Double) -> String {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes in
      bytes.map { String(format: "%02x", $0) }.joined()
    }
  }

  @Test(
    "A run stopped and resumed is the uninterrupted run, bit for bit",
    arguments: [
      ["bilinear", "--method", "adam"],
      ["bilinear", "--method", "optimistic-gda", "--noise", "0.1", "--seed", "7"],
      ["dirac-gan", "--method", "lookahead"],
      ["forsaken", "--method", "proximal-training"],
    ])
  func resumesToTheSameBits(_ plan: [String]) throws {
    let folder = try TemporaryFolder()
    let whole = try Invocation(
      ["train"] + plan + ["--steps", "300", "--quiet"], in: folder.url)
    #expect(whole.status == 0, "\(whole.errors)")
    _ = try Invocation(["train"] + plan + ["--steps", "113", "--quiet"], in: folder.url)
    let rest = try folder.saddlebag("train", "--resume", "2", "--steps", "300", "--quiet")
    #expect(rest.status == 0, "\(rest.errors)")

    let bits = try (1...2).map { run in
      try folder.saddlebag(
        "query",
        "select step, minimizer, maximizer, payoff from iterate join step using (runID, step)"
          + " where runID = \(run) order by step",
        "--format", "csv", "--limit", "1000"
      ).output
    }
    #expect(bits[0].split(separator: "\n").count == 302)
    #expect(bits[0] == bits[1])
  }

  @Test("A run with keyframes only is resumed to the digests of the uninterrupted one")
  func resumesFromKeyframes() throws {
    let folder = try TemporaryFolder()
    let plan = ["train", "bilinear", "--method", "adam", "--noise", "0.1", "--quiet"]
    _ = try Invocation(plan + ["--steps", "300"], in: folder.url)
    let keyframes = ["--steps", "113", "--parameters", "keyframes:50"]
    _ = try Invocation(plan + keyframes, in: folder.url)
    let refused = try folder.saddlebag(
      "train", "--resume", "2", "--steps", "200", "--parameters", "raw")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("keyframes:50"))
    let rest = try folder.saddlebag("train", "--resume", "2", "--steps", "300", "--quiet")
    #expect(rest.status == 0, "\(rest.errors)")
    let differing = try folder.saddlebag(
      "query",
      """
      select count(*), (select count(*) from iterate where runID = 2)
      from step as one join step as two using (step)
      where one.runID = 1 and two.runID = 2 and one.digest = two.digest
      """, "--format", "csv")
    #expect(differing.output.hasSuffix("\n301,7\n"))
  }

  @Test("A resume that is refused leaves the run as it ended")
  func refusedResumeChangesNothing() throws {
    let folder = try TemporaryFolder()
    let data = folder.url.appending(path: "data.csv")
    try Data("a,b\n1,2\n3,5\n8,13\n21,1\n".utf8).write(to: data)
    _ = try folder.saddlebag(
      "train", "w2-gaussian", "--data", "data.csv", "--steps", "5", "--quiet")
    try Data("a,b\n1,2\n3,5\n8,13\n21,2\n".utf8).write(to: data)
    let refused = try folder.saddlebag("train", "--resume", "1", "--steps", "10")
    #expect(refused.status == 64, "\(refused.errors)")
    let query = try folder.saddlebag(
      "query", "select outcome, sessionCount from run", "--format", "csv")
    #expect(query.output == "outcome,sessionCount\nstepLimit,1\n")
  }

  @Test("Divergence and overflow are outcomes, not errors")
  func recordsDivergence() throws {
    let folder = try TemporaryFolder()
    let diverged = try folder.saddlebag(
      "train", "bilinear", "--step-size", "1", "--steps", "5000")
    #expect(diverged.status == 0)
    #expect(diverged.output.contains("diverged"))
    let overflow = try folder.saddlebag(
      "train", "bilinear", "--step-size", "1e200", "--steps", "50", "--divergence-limit", "1e400")
    #expect(overflow.status == 0, "\(overflow.errors)")
    #expect(overflow.output.contains("nonfinite"))
    let outcomes = try folder.saddlebag(
      "query", "select outcome from run order by id", "--format", "csv")
    #expect(outcomes.output == "outcome\ndiverged\nnonfinite\n")
  }

  @Test("Ctrl-C ends the run cleanly: everything recorded, outcome interrupted, status 130")
  func endsOnInterrupt() throws {
    let folder = try TemporaryFolder()
    let started = try Invocation.start(
      ["train", "bilinear", "--method", "alternating-gda", "--steps", "100000000"], in: folder.url)
    try waitForSteps(in: folder)
    started.process.interrupt()
    started.process.waitUntilExit()
    #expect(started.process.terminationStatus == 130)
    let query = try folder.saddlebag(
      "query",
      "select outcome, (select count(*) = max(step) + 1 from step) as isWhole from run",
      "--format", "csv")
    #expect(query.output == "outcome,isWhole\ninterrupted,1\n")
  }

  /// Waits, at most ten seconds, until a reader sees steps of the running run.
  private func waitForSteps(in folder: TemporaryFolder) throws {
    for _ in 0..<100 {
      Thread.sleep(forTimeInterval: 0.1)
      let query = try folder.saddlebag("query", "select max(step) from step", "--format", "csv")
      if query.status == 0, query.output.contains(where: \.isNumber) { return }
    }
    Issue.record("no step became visible within ten seconds")
  }
}
