import Foundation
import Testing

@Suite("saddlebag cycles")
struct CyclesTests {
  @Test("Verdicts are recorded, replaced when asked again, and found by list, show and SQL")
  func recordsVerdicts() throws {
    let folder = try TemporaryFolder()
    for method in ["simultaneous-gda", "alternating-gda"] {
      _ = try folder.saddlebag(
        "train", "bilinear", "--method", method, "--step-size", "0.1", "--steps", "1000", "--quiet")
    }
    for _ in 0..<2 {
      let run = try folder.saddlebag("cycles", "--where", "game = 'bilinear'")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("run 2: over the whole run it turns 15.94 times"))
    }
    let listed = try folder.saddlebag(
      "list", "--where", "verdict = 'cycling' and verdictPeriod between 62 and 63", "--columns",
      "id, verdict", "--format", "csv")
    #expect(listed.output == "id,verdict\n2,cycling\n")
    #expect(try folder.saddlebag("show", "1").output.contains("from step 0: diverging (99 %)"))
    let count = try folder.saddlebag(
      "query", "select count(*) as n from verdict", "--format", "csv")
    #expect(count.output == "n\n2\n")
  }

  @Test("One player and a later start have verdicts of their own, and printing records none")
  func scopes() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "bilinear", "--method", "alternating-gda", "--step-size", "0.1", "--steps", "1000",
      "--quiet")
    for arguments in [["--players", "maximizer"], ["--from", "400"], ["--no-record"]] {
      let run = try Invocation(["cycles", "1"] + arguments, in: folder.url)
      #expect(run.status == 0 && run.output.contains("cycling"), "\(arguments): \(run.errors)")
    }
    let rows = try folder.saddlebag(
      "query", "select players, fromStep, sinceStep, round(period, 2) as T from verdict",
      "--format", "csv")
    #expect(
      rows.output == "players,fromStep,sinceStep,T\nboth,400,400,62.81\nmaximizer,0,0,62.81\n")
  }

  @Test("JSON holds all numbers, the strongest coordinate among them")
  func json() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "bilinear", "--method", "alternating-gda", "--step-size", "0.1", "--steps", "1000",
      "--quiet")
    let run = try folder.saddlebag("cycles", "1", "--format", "json")
    let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let verdict = try #require((parsed as? [[String: Any]])?.first)
    #expect(verdict["kind"] as? String == "cycling")
    let period = try #require(verdict["period"] as? Double)
    #expect(abs(period - .pi / asin(0.05)) < 1e-3)
    let details = try #require(verdict["details"] as? [String: Any])
    let strongest = try #require(details["strongest"] as? [[String: Any]])
    #expect(Set(strongest.compactMap { $0["player"] as? String }) == ["minimizer", "maximizer"])
    #expect((details["numbers"] as? [String: Double])?["recurrence"] ?? 0 > 0.9)
  }

  @Test("A run that keeps no parameters is played again, and judged by them")
  func playedAgain() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "bilinear", "--method", "alternating-gda", "--step-size", "0.1", "--steps", "1000",
      "--parameters", "off", "--quiet")
    let run = try folder.saddlebag("cycles", "1")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("it turns 15.94 times with period 62.81"))
    #expect(run.output.contains("(parameters of both players, steps 0 to 1000)"))
  }

  @Test("A run whose step size falls is judged in the time Σ η, with the period at its end")
  func schedule() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "bilinear", "--method", "alternating-gda", "--step-size", "0.2", "--set",
      "schedule=inverse-time", "--set", "scheduleSteps=1000", "--steps", "2000", "--quiet")
    let run = try folder.saddlebag("cycles", "1")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("cycling"))
    #expect(run.output.contains("told in steps of the last size"))
    // 2π/η with η = 0.2/(1 + 1.999), as the last move was made at step 1,999.
    let period = try folder.saddlebag(
      "query", "select abs(period / 94.22 - 1) < 0.01 as isNear from verdict", "--format", "csv")
    #expect(period.output == "isNear\n1\n")
  }

  @Test("A report on a judged run says the verdict, and what theory says")
  func report() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "bilinear", "--step-size", "0.1", "--steps", "500", "--quiet")
    _ = try folder.saddlebag("cycles", "1")
    #expect(try folder.saddlebag("report", "1", "--output", "r.html").status == 0)
    let page = try String(contentsOf: folder.url.appending(path: "r.html"), encoding: .utf8)
    #expect(page.contains("Judged as diverging (9"))
    #expect(page.contains("it must spiral out") && page.contains("Instead, optimistic-gda"))
  }

  @Test("A report draws what turns, says why, stays small, and is the same each time")
  func rotationsInReport() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag(
      "train", "bilinear", "--method", "alternating-gda", "--step-size", "0.1", "--steps", "1000",
      "--quiet")
    _ = try folder.saddlebag(
      "train", "bilinear", "--method", "extragradient", "--step-size", "0.3", "--steps", "900",
      "--quiet")
    _ = try folder.saddlebag("cycles", "1", "2")
    let pages = try ["a.html", "b.html"].map { name in
      _ = try Invocation(
        ["report", "1", "2", "--output", name], in: folder.url,
        environment: ["SOURCE_DATE_EPOCH": "0"])
      return try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }
    #expect(pages[0] == pages[1])
    #expect(pages[0].contains("<section id=\"rotations\">"))
    // The second run has arrived: nothing turns any more.
    #expect(pages[0].components(separatedBy: "In the plane of the rotation").count == 3)
    #expect(pages[0].contains("over the whole run it turns 15.94 times with period 62.81"))
    #expect(pages[0].utf8.count < 300_000)
  }

  @Test("--figure draws one run as SVG, several as a page, and refuses other files")
  func figures() throws {
    let folder = try TemporaryFolder()
    for method in ["simultaneous-gda", "alternating-gda"] {
      _ = try folder.saddlebag(
        "train", "bilinear", "--method", method, "--step-size", "0.1", "--steps", "500", "--quiet")
    }
    #expect(try folder.saddlebag("cycles", "1", "--figure", "one.svg").status == 0)
    #expect(try folder.saddlebag("cycles", "1", "2", "--figure", "all.html").status == 0)
    let svg = try String(contentsOf: folder.url.appending(path: "one.svg"), encoding: .utf8)
    #expect(svg.contains("Run 1, bilinear by simultaneous-gda: diverging"))
    let page = try String(contentsOf: folder.url.appending(path: "all.html"), encoding: .utf8)
    #expect(page.contains("Run 2, bilinear by alternating-gda: cycling"))
    #expect(try folder.saddlebag("cycles", "1", "2", "--figure", "two.svg").status == 64)
    #expect(try folder.saddlebag("cycles", "1", "--figure", "one.png").status == 64)
  }

  @Test("A store that cannot be written is judged with --no-record, and says so without")
  func readOnlyStore() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag("train", "bilinear", "--steps", "100", "--quiet")
    let store = folder.url.appending(path: "saddlebag.db").path
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: store)
    // The superuser writes everywhere.
    guard !FileManager.default.isWritableFile(atPath: store) else { return }
    let refused = try folder.saddlebag("cycles", "1")
    #expect(refused.status == 77 && refused.errors.contains("--no-record"))
    #expect(try folder.saddlebag("cycles", "1", "--no-record").status == 0)
  }
}

@Suite("saddlebag train --alert")
struct AlertTests {
  private static let cycling = [
    "train", "bilinear", "--method", "alternating-gda", "--step-size", "0.1", "--steps", "1500",
  ]

  @Test("An alert is a line, a row and a command, once")
  func alert() throws {
    let folder = try TemporaryFolder()
    let run = try Invocation(
      Self.cycling + [
        "--alert", "cycle,diverging", "--on-alert", "echo {run} {kind} {step} > told",
      ],
      in: folder.url)
    #expect(run.status == 0)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 1 && lines[0].hasPrefix("run 1: alert at step"), "\(run.errors)")
    let row = try folder.saddlebag(
      "query", "select runID, kind, step, round(period) as T, clearedStep from alert", "--format",
      "csv")
    let fields = row.output.split(separator: "\n").last.map { $0.split(separator: ",") } ?? []
    #expect(fields.count == 4 && fields[1] == "cycle" && fields[3] == "63.0", "\(row.output)")
    let told = try String(contentsOf: folder.url.appending(path: "told"), encoding: .utf8)
    #expect(told == "1 cycle \(fields[2])\n")
    #expect(try folder.saddlebag("show", "1").output.contains("alert at step"))
    let listed = try folder.saddlebag("list", "--where", "openAlerts > 0", "--format", "csv")
    #expect(listed.output.contains("\n1,"))
  }

  @Test("--stop-on ends a run early, and it can be resumed to the same alert and no second row")
  func stop() throws {
    let folder = try TemporaryFolder()
    let run = try Invocation(Self.cycling + ["--stop-on", "cycle"], in: folder.url)
    #expect(run.status == 0 && run.output.contains("interrupted"), "\(run.errors)")
    let rest = try folder.saddlebag("train", "--resume", "1", "--alert", "cycle")
    #expect(rest.status == 0 && rest.errors.isEmpty, "\(rest.errors)")
    let count = try folder.saddlebag(
      "query", "select count(*) as alerts, (select max(step) from step) as last from alert",
      "--format", "csv")
    #expect(count.output == "alerts,last\n1,1500\n")
  }

  @Test("--stop-on diverging ends a run before its bound does, and says that the alert did")
  func stopBeforeBound() throws {
    let folder = try TemporaryFolder()
    let run = try folder.saddlebag(
      "train", "bilinear", "--step-size", "0.1", "--steps", "20000", "--stop-on", "diverging")
    #expect(run.status == 0)
    #expect(
      run.output.contains("outcome   diverged: stopped by an alert at step"), "\(run.output)")
    let last = try folder.saddlebag(
      "query", "select max(step) < 2000 as isEarly from step", "--format", "csv")
    #expect(last.output == "isEarly\n1\n")
  }

  @Test("A misspelled kind, a wrong confidence and a command without an alert are refused")
  func badOptions() throws {
    let folder = try TemporaryFolder()
    for (arguments, word) in [
      (["--alert", "cycel"], "cycel"), (["--alert", "cycle:2"], "'2'"), (["--alert", ""], "''"),
      (["--stop-on", "cycle,"], "''"), (["--on-alert", "true"], "--alert cycle"),
    ] {
      let run = try Invocation(["train", "bilinear"] + arguments, in: folder.url)
      #expect(run.status == 64 && run.errors.contains(word), "\(arguments): \(run.errors)")
      #expect(
        !FileManager.default.fileExists(atPath: folder.url.appending(path: "saddlebag.db").path))
    }
  }
}
