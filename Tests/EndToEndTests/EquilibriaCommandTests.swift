import Foundation
import Testing

@Suite("saddlebag gaps and local")
struct EquilibriaCommandTests {
  @Test("gaps measures, records and sums up; local names the point")
  func session() throws {
    let folder = try TemporaryFolder()
    let train = try folder.saddlebag(
      "train", "w2-moments", "--method", "proximal-training", "--steps", "1500", "--quiet")
    #expect(train.status == 0)
    let gaps = try folder.saddlebag("gaps", "1", "--every", "500", "--lambda", "0,1,inf")
    #expect(gaps.status == 0, "\(gaps.errors)")
    #expect(gaps.output.contains("dualityGap") && gaps.output.contains("Sobolev norm"))
    let summary = try folder.saddlebag("gaps", "--summary", "1")
    #expect(
      summary.output.contains("reached a 1.0-proximal equilibrium to within 0.01 at step")
        && summary.output.contains("never a Nash equilibrium"), "\(summary.output)")
    let local = try folder.saddlebag("local", "1", "--from", "0")
    #expect(local.output.contains("λ-proximal up to λ* = 2, no Nash equilibrium"))
    #expect(local.output.contains("Path angle from step 0"))
    let drawn = try folder.saddlebag("local", "1", "--from", "0", "--figure", "angle.svg")
    #expect(drawn.status == 0, "\(drawn.errors)")
    let drawing = try String(contentsOf: folder.url.appending(path: "angle.svg"), encoding: .utf8)
    #expect(drawing.contains("</svg>"))
    let angles = try folder.saddlebag(
      "query", "SELECT count(*), round(max(alpha), 3) FROM pathAngle", "--format", "csv")
    #expect(angles.output.contains("61,1.5"))
    let kept = try folder.saddlebag(
      "query", "SELECT kind, round(proximalOrder, 6) FROM localAnalysis", "--format", "csv")
    #expect(kept.output.contains("localMinimax,2.0"))
  }

  @Test("probe records a run for each curve and says what falls")
  func probe() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "w2-moments", "--method", "proximal-training", "--steps", "1500", "--quiet")
    let probe = try folder.saddlebag(
      "probe", "1", "--lambda", "1,inf", "--steps", "300", "--output", "probe.html")
    #expect(probe.status == 0, "\(probe.errors)")
    #expect(probe.output.contains("not a Nash equilibrium: V fell by"))
    #expect(probe.output.contains("V^1 stayed flat") && probe.output.contains("λ̂* = 1"))
    let kept = try folder.saddlebag(
      "query",
      "SELECT child.id FROM run AS child JOIN run AS parent ON parent.uuid = child.parentUUID "
        + "WHERE parent.id = 1 AND child.parentStep = 1500",
      "--format", "csv")
    #expect(kept.output == "id\n2\n3\n")
    #expect(try folder.saddlebag("probe", "1", "--lambda", "0").status == 64)
    #expect(try folder.saddlebag("probe", "1", "--steps", "0").status == 64)
  }

  @Test("train --metrics measures at its cadence, and a resumed run at the same steps")
  func metrics() throws {
    let folder = try TemporaryFolder()
    let words = ["train", "scalar-quadratic", "--metrics", "gaps:20,local:40", "--quiet"]
    _ = try Invocation(words + ["--steps", "50"], in: folder.url)
    _ = try folder.saddlebag("train", "--resume", "1", "--steps", "100", "--quiet")
    let steps = try folder.saddlebag(
      "query", "SELECT DISTINCT step FROM gapEstimate ORDER BY step", "--format", "csv")
    #expect(steps.output == "step\n0\n20\n40\n50\n60\n80\n100\n")
    let metric = try folder.saddlebag(
      "query", "SELECT value FROM metric WHERE name = 'local.proximalOrder' AND step = 80",
      "--format", "csv")
    #expect(metric.output.hasPrefix("value\n3"), "\(metric.output)")
    #expect(try folder.saddlebag("train", "bilinear", "--metrics", "gaps").status == 64)
  }

  @Test("Networks are measured on batches: gaps with an error, a kind, and frozen-critic curves")
  func networks() throws {
    let folder = try TemporaryFolder()
    let train = try folder.saddlebag(
      "train", "wgan-gp", "--data", "ring", "--set", "hidden=3", "--set", "layers=1", "--set",
      "batch=8", "--steps", "4", "--samples-every", "0", "--quality-every", "0", "--quiet")
    #expect(train.status == 0, "\(train.errors)")
    let gaps = try folder.saddlebag(
      "gaps", "1", "--lambda", "1,inf", "--inner-steps", "5", "--proximal-steps", "3", "--radius",
      "0.1")
    #expect(gaps.status == 0, "\(gaps.errors)")
    #expect(
      gaps.output.contains("Sobolev norm") && gaps.output.contains("measured on 8 of its odd rows"))
    let errors = try folder.saddlebag(
      "query", "SELECT count(standardError), min(bound) FROM gapEstimate", "--format", "csv")
    #expect(errors.output.contains("2,approximate"), "\(errors.output)")
    let local = try folder.saddlebag("local", "1", "--lambda", "1")
    #expect(local.status == 0 && local.output.contains("not critical"), "\(local.errors)")
    let probe = try folder.saddlebag(
      "probe", "1", "--lambda", "1,inf", "--steps", "3", "--proximal-steps", "2", "--output",
      "probe.html")
    #expect(probe.status == 0 && probe.output.contains(" ± "), "\(probe.errors)\(probe.output)")
    let pictures = try folder.saddlebag(
      "query",
      "SELECT runID, step FROM artifact WHERE name = 'samples.png' AND runID > 1 ORDER BY 1, 2",
      "--format", "csv")
    #expect(pictures.output == "runID,step\n2,0\n2,3\n3,0\n3,3\n")
    let page = try String(contentsOf: folder.url.appending(path: "probe.html"), encoding: .utf8)
    #expect(page.components(separatedBy: "<img ").count == 5)
  }

  @Test("S_λ that does not exist says why, and kinks are passed over only if asked, on the record")
  func missing() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "scalar-quadratic", "--set", "maximizerCurvature=-1", "--steps", "2", "--quiet")
    let local = try folder.saddlebag("local", "1", "--lambda", "0,0.5,2", "--step", "0")
    #expect(local.output.contains("none: f_yy is not ≺ 0"), "\(local.output)\(local.errors)")
    #expect(local.output.contains("none: λM − f_yy is not ≻ 0"))
    _ = try folder.saddlebag(
      "train", "wgan-gp", "--data", "ring", "--set", "hidden=3", "--set", "layers=1", "--set",
      "batch=8", "--set", "activation=relu", "--steps", "4", "--samples-every", "0",
      "--quality-every", "0", "--quiet")
    let refused = try folder.saddlebag("local", "2")
    #expect(refused.status == 64 && refused.errors.contains("--within-piece"))
    let piece = try folder.saddlebag("local", "2", "--within-piece")
    #expect(piece.status == 0 && piece.output.contains("the payoff has kinks nearby"))
    let kept = try folder.saddlebag(
      "query",
      "SELECT count(*) FROM localAnalysis WHERE runID = 2 AND uncertainties LIKE '%kinks%'",
      "--format", "csv")
    #expect(kept.output.hasSuffix("\n1\n"), "\(kept.output)\(kept.errors)")
  }

  @Test("Ctrl-C keeps whole steps of gaps and whole curves of probe, and the store is sound")
  func interruption() throws {
    let folder = try TemporaryFolder()
    let train = try folder.saddlebag("train", "forsaken", "--steps", "2000", "--quiet")
    #expect(train.status == 0)
    func count(_ query: String) throws -> String {
      try folder.saddlebag("query", "SELECT " + query, "--format", "csv").output
    }
    let probe = try Invocation.start(
      ["probe", "1", "--lambda", "1,inf", "--steps", "100000000"], in: folder.url)
    let deadline = Date.now.addingTimeInterval(60)
    while try count("count(*) AS n FROM step WHERE runID = 2") == "n\n0\n", Date.now < deadline {}
    kill(probe.process.processIdentifier, SIGINT)
    probe.process.waitUntilExit()
    #expect(probe.process.terminationStatus == 130)
    // One curve, ended where it was, with its conclusion; the other was not begun.
    #expect(try count("count(*) AS n FROM run") == "n\n2\n")
    #expect(try count("outcome AS o FROM run WHERE id = 2") == "o\ninterrupted\n")
    #expect(try count("max(step) + 1 = count(*) AS n FROM step WHERE runID = 2") == "n\n1\n")
    #expect(
      try count(
        "step = (SELECT max(step) FROM step WHERE runID = 2) AS n FROM metric"
          + " WHERE runID = 2 AND name = 'finding'") == "n\n1\n")

    // Before it listens it is killed, with nothing recorded: then it is tried again, with more patience.
    for patience in [0.5, 2, 10] {
      let gaps = try Invocation.start(
        ["gaps", "1", "--every", "1", "--search", "--lambda", "0,1,inf"], in: folder.url)
      Thread.sleep(forTimeInterval: patience)
      kill(gaps.process.processIdentifier, SIGINT)
      _ = gaps.output.readDataToEndOfFile()
      gaps.process.waitUntilExit()
      let kept = try count("count(*) % 3 AS n, count(*) BETWEEN 1 AND 6002 AS m FROM gapEstimate")
      let isHeard = gaps.process.terminationReason == .exit
      #expect(kept == (isHeard ? "n,m\n0,1\n" : "n,m\n0,0\n"))
      if isHeard {
        #expect(gaps.process.terminationStatus == 130)
        break
      }
    }
    #expect(try folder.saddlebag("doctor").status == 0)
  }

  @Test("Bad input is one sentence with the next move, and records nothing")
  func badInput() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag("train", "scalar-quadratic", "--steps", "5", "--quiet")
    _ = try folder.saddlebag("train", "polar", "--steps", "5", "--quiet")
    _ = try folder.saddlebag(
      "train", "scalar-quadratic", "--steps", "3000", "--step-size", "1e200", "--divergence-limit",
      "inf", "--quiet")
    _ = try folder.saddlebag(
      "train", "dirac-gan", "--set", "objective=wgan", "--set", "regularizer=gradient-penalty",
      "--steps", "5", "--quiet")
    let cases: [([String], Int32, String)] = [
      (["gaps", "1", "--lambda", "-1"], 64, "λ cannot be negative"),
      (["gaps", "1", "--lambda", "x"], 64, "--lambda cannot be 'x'"),
      (["gaps", "1", "--step", "6"], 66, "step 6 of run 1 is not recorded"),
      (["gaps", "1", "--step", "1", "--last"], 64, "exclude one another"),
      (["gaps", "2"], 64, "a field without a payoff"),
      (["local", "2"], 64, "a field without a payoff"),
      (["gaps", "3"], 64, "NaN or infinite"),
      (["local", "3"], 64, "NaN or infinite"),
      (["gaps", "1", "--radius", "0"], 64, "--radius cannot be 0"),
      (["gaps", "1", "--evaluations", "0"], 64, "--evaluations cannot be 0"),
      (["gaps", "1", "--seconds", "-1"], 64, "--seconds cannot be -1"),
      (["local", "1", "--tolerance", "100"], 64, "--tolerance cannot be 100"),
      (["local", "1", "--damping", "-1"], 64, "--damping cannot be -1"),
      (["local", "1", "--from", "5"], 64, "--from is the step analysed"),
      (["local", "1", "--figure", "a.svg"], 64, "--from does not say where it begins"),
      (["local", "4", "--step", "0"], 64, "has kinks near step 0"),
      (["gaps", "--summary", "1"], 66, "no gap of run 1 was measured"),
    ]
    for (words, status, message) in cases {
      let result = try Invocation(words, in: folder.url)
      #expect(result.status == status, "\(words)")
      #expect(result.errors.contains(message), "\(words): \(result.errors)")
    }
    let count = try folder.saddlebag(
      "query", "SELECT count(*) FROM gapEstimate", "--format", "csv")
    #expect(count.output.contains("0"))
  }
}
