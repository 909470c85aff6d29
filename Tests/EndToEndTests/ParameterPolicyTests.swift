import Foundation
import Testing

/// Runs of one plan that keep their parameters in different ways, and everything that reads them.
@Suite("However parameters are kept, every analysis reads the same")
struct ParameterPolicyTests {
  static let policies = ["compressed", "keyframes:25", "off"]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Records the plan once with each policy: run 1 keeps every step raw.
  private func record(_ plan: [String], _ policy: String) throws {
    for policy in ["raw", policy] {
      let run = try Invocation(
        ["train"] + plan + ["--quiet", "--parameters", policy], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  /// What a command says of a run, but for the run's number and how long it took.
  private func answer(_ words: [String], _ run: Int) throws -> String {
    let found = try Invocation(
      words.map { $0.replacing("RUN", with: "\(run)") }, in: folder.url)
    #expect(found.status == 0, "\(words) \(found.errors)")
    return found.output.split(separator: "\n").map { line in
      // The last column of gaps are their seconds.
      let text = line.replacing(#/(Search,.*),[^,]*$/#) { "\($0.1)" }
      return text.replacing(#/"run":\d+/#, with: "").replacing(#/\brun \d+/#, with: "run")
    }.filter { !$0.hasPrefix("To see") }.joined(separator: "\n")
  }

  private func drawings(of run: Int) throws -> Set<String> {
    let page = "\(run).html"
    let made = try folder.saddlebag("report", "\(run)", "--output", page)
    #expect(made.status == 0, "\(made.errors)")
    let text = try String(contentsOf: folder.url.appending(path: page), encoding: .utf8)
    return Set(
      text.split(separator: " d=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) })
  }

  private func expectEqual(_ commands: [[String]]) throws {
    for words in commands {
      let (whole, other) = (try answer(words, 1), try answer(words, 2))
      #expect(!whole.isEmpty && whole == other, "\(words.joined(separator: " "))")
    }
    let (whole, other) = (try drawings(of: 1), try drawings(of: 2))
    // Runs that keep no step's parameters have charts of projections besides.
    #expect(whole.count > 3 && whole.isSubset(of: other))
  }

  @Test(
    "Of a game in the plane: parameters, verdict, gaps, spectra, path angle, probe, SQL and portrait",
    arguments: policies)
  func plane(_ policy: String) throws {
    try record(
      ["forsaken", "--method", "adam", "--noise", "0.1", "--steps", "130"], policy)
    try expectEqual([
      ["parameters", "RUN", "--step", "61"],
      ["cycles", "RUN", "--no-record", "--format", "json"],
      ["gaps", "RUN", "--every", "65", "--lambda", "1", "--format", "csv"],
      ["local", "RUN", "--step", "61", "--format", "csv"],
      ["local", "RUN", "--from", "10", "--step", "61", "--format", "json"],
      ["probe", "RUN", "--step", "61", "--steps", "2"],
      ["query", "iterate/plane", "--bind", "run=RUN", "--format", "csv"],
      [
        "query", "iterate/coordinates", "--bind", "run=RUN", "--bind", "first=60", "--bind",
        "last=77",
      ],
    ])
  }

  @Test(
    "Of networks, whose steps stand in a file of the run's own: parameters, verdict, SQL and portrait",
    arguments: policies)
  func networks(_ policy: String) throws {
    try record(
      [
        "wgan-gp", "--data", "ring", "--set", "hidden=44", "--set", "batch=8", "--method",
        "alternating-gda", "--set", "baseUpdate=adam", "--steps", "12", "--samples-every", "0",
        "--quality-every", "0",
      ], policy)
    let place = try folder.saddlebag(
      "query", "SELECT parameterPlace FROM run WHERE id = 1", "--format", "csv")
    #expect(place.output == "parameterPlace\nfile\n")
    try expectEqual([
      ["parameters", "RUN", "--step", "7"],
      ["cycles", "RUN", "--no-record", "--format", "json"],
      ["query", "iterate/moved", "--bind", "run=RUN", "--bind", "first=3", "--bind", "last=11"],
    ])
  }

  @Test("What cannot be played again is said in one sentence, or judged by what was recorded")
  func unplayable() throws {
    _ = try folder.saddlebag("train", "bilinear", "--steps", "3", "--quiet")
    let fork = try folder.saddlebag(
      "train", "--from", "1@0", "--step-size", "0.1", "--steps",
      "1000", "--parameters", "off", "--quiet")
    #expect(fork.status == 0, "\(fork.errors)")
    let sentence = "run 2 keeps no state from which step 500 can be played again"
    for words in [
      ["parameters", "2", "--step", "500"], ["local", "2", "--step", "500"],
      ["gaps", "2", "--step", "500"], ["probe", "2", "--step", "500"],
      ["query", "SELECT * FROM parameters(2, 500)"],
    ] {
      let refused = try Invocation(words, in: folder.url)
      #expect(
        refused.status != 0 && refused.errors.contains(sentence), "\(words) \(refused.errors)")
    }
    let judged = try folder.saddlebag("cycles", "2")
    #expect(judged.output.contains("(projection of both players, steps 0 to 1000)"))
  }
}
