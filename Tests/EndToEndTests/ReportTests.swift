import Foundation
import Testing

@Suite("saddlebag report and compare")
struct ReportTests {
  /// A folder with a store of three short runs: one spirals out, one circles, one spirals in.
  private func threeRuns() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for method in ["simultaneous-gda", "alternating-gda", "extragradient"] {
      let run = try folder.saddlebag(
        "train", "bilinear", "--method", method, "--step-size", "0.1", "--steps", "300", "--quiet")
      #expect(run.status == 0, "\(run.errors)")
    }
    return folder
  }

  @Test("A report is one file that needs no network, with every section and a portrait per run")
  func writesOnePage() throws {
    let folder = try threeRuns()
    let run = try folder.saddlebag("report", "1", "2", "3", "--output", "r.html")
    #expect(run.status == 0, "\(run.errors)")
    let page = try String(contentsOf: folder.url.appending(path: "r.html"), encoding: .utf8)
    for heading in ["Summary", "Payoff", "Gradient norms", "Gaps", "Distance", "Phase portraits"] {
      #expect(page.contains(heading), "the page lacks \(heading)")
    }
    #expect(page.contains("(0, 0): Nash equilibrium"))
    let references = page.matches(of: #/(?:src|href|url)\s*[=(]\s*["']?(https?:[^"')]*)/#)
    #expect(references.isEmpty)
  }

  @Test("The SQL under every figure and table runs against the store and returns rows")
  func figuresHaveSQL() throws {
    let folder = try threeRuns()
    for seed in ["1", "2"] {
      let run = try folder.saddlebag(
        "train", "lq-gan", "--steps", "120", "--seed", seed, "--lambda", "0.1,1", "--quiet")
      #expect(run.status == 0, "\(run.errors)")
    }
    let network = try folder.saddlebag(
      "train", "vanilla-gan", "--steps", "2", "--data", "ring", "--set", "hidden=4", "--set",
      "batch=8", "--quiet")
    #expect(network.status == 0, "\(network.errors)")
    let made = try folder.saddlebag("report", "1", "2", "3", "4", "5", "6", "--output", "r.html")
    #expect(made.status == 0, "\(made.errors)")
    let page = try String(contentsOf: folder.url.appending(path: "r.html"), encoding: .utf8)
    let blocks = page.matches(of: #/<pre>([^<]*)</pre>/#).map { String($0.1) }
    #expect(blocks.count >= 15)
    let figures = page.matches(of: #/<figure[ >]/#).count
    let tables = page.matches(of: #/<table/#).count
    #expect(blocks.count >= figures + tables - 1)
    let queries = Set(blocks).sorted().map { block in
      block.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
    }
    let counts = queries.map { "SELECT count(*) AS n FROM (\($0.dropLast()));" }
    let shell = try Invocation(
      ["shell", "--format", "csv"], in: folder.url, input: counts.joined(separator: "\n"))
    #expect(shell.status == 0, "\(shell.errors)")
    let found = shell.output.split(separator: "\n").compactMap { Int($0) }
    try #require(found.count == queries.count)
    for (sql, count) in zip(queries, found) {
      let isOfAllRuns = sql.contains("name = 'payoff'") || sql.contains("x.step")
      #expect(count > (isOfAllRuns ? 100 : 0), "\(sql)")
    }
  }

  @Test("Markdown and the terminal say the same best run")
  func saysTheSame() throws {
    let folder = try threeRuns()
    _ = try folder.saddlebag("report", "1", "2", "3", "--output", "r.md")
    let markdown = try String(contentsOf: folder.url.appending(path: "r.md"), encoding: .utf8)
    let terminal = try folder.saddlebag("compare", "1", "2", "3").output
    for text in [markdown, terminal] {
      #expect(text.replacing("\n", with: " ").contains("extragradient ended nearest"))
    }
    let rows = try folder.saddlebag("compare", "1", "3", "--format", "csv").output
    #expect(rows.split(separator: "\n").count == 3)
  }

  @Test("A metric is drawn as wide as the terminal, in colors unless NO_COLOR is set")
  func plots() throws {
    let folder = try threeRuns()
    for (columns, noColor) in [(80, ""), (200, "1")] {
      let terminal = try PseudoTerminal(
        ["compare", "1", "2", "3", "--plot", "equilibriumDistance"], in: folder.url,
        columns: UInt16(columns), environment: ["NO_COLOR": noColor, "LC_ALL": "C.UTF-8"])
      try terminal.see("by step, logarithmic scale")
      try terminal.see("└")
      // The axis fills what the ticks' labels and the runs' names leave.
      try terminal.see(String(repeating: "─", count: columns / 20))
      try terminal.see("0")
    }
    let file = try folder.saddlebag("compare", "1", "2", "3", "--plot", "equilibriumDistance")
    #expect(file.output.contains("aaaa") && !file.output.contains("\u{1B}"))
    let one = try folder.saddlebag("show", "1", "--plot", "payoff", "--plot", "dualityGap")
    #expect(one.output.contains("Payoff f(x, y) by step"), "\(one.errors)")
    let wrong = try folder.saddlebag("compare", "1", "2", "--plot", "loss")
    #expect(wrong.status == 66 && wrong.errors.contains("payoff"), "\(wrong.errors)")
    #expect(
      try folder.saddlebag("compare", "1", "--plot", "payoff", "--format", "csv").status == 64)
  }

  @Test("Groups and tables of last values say what the whole runs end with")
  func lastValues() throws {
    let folder = try threeRuns()
    let table = try folder.saddlebag("compare", "1", "2", "3", "--format", "csv").output
    let last = try folder.saddlebag(
      "list", "--columns", "payoff.last, fieldNorm.last, equilibriumDistance.last", "--format",
      "csv"
    ).output
    for row in last.split(separator: "\n").dropFirst() { #expect(table.contains(row), "\(row)") }
    let groups = try folder.saddlebag(
      "compare", "1", "2", "3", "--group-by", "method", "--plot", "payoff")
    #expect(groups.output.contains("by step") && groups.output.contains("seed"), "\(groups.errors)")
  }

  @Test("A run with no step but the first, and one all NaN, make a report")
  func survivesSparseRuns() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag("train", "bilinear", "--steps", "0", "--quiet")
    _ = try folder.saddlebag(
      "train", "bilinear", "--step-size", "1e200", "--steps", "9", "--divergence-limit", "inf",
      "--name", "<b>&\"'😀", "--quiet")
    let run = try folder.saddlebag("report", "1", "2", "--output", "r.html")
    #expect(run.status == 0, "\(run.errors)")
    let page = try String(contentsOf: folder.url.appending(path: "r.html"), encoding: .utf8)
    #expect(!page.contains("<b>&\""))
    #expect(try folder.saddlebag("show", "2").status == 0)
  }

  @Test("saddlebag cycles tells the three apart, with the period of the rotation")
  func cycles() throws {
    let folder = try TemporaryFolder()
    for method in ["simultaneous-gda", "alternating-gda", "extragradient"] {
      _ = try folder.saddlebag(
        "train", "bilinear", "--method", method, "--step-size", "0.1", "--steps", "1000", "--quiet")
    }
    let run = try folder.saddlebag("cycles", "1", "2", "3", "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let rows = run.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.map { $0[1] } == ["diverging", "cycling", "converging"])
    // 2π/atan(0.1), π/asin(0.05) and 2π/atan(0.1/0.99).
    for (row, period) in zip(rows, [63.0407, 62.8057, 62.4145]) {
      #expect(abs((Double(row[4]) ?? 0) - period) < 1e-3)
    }
    let short = try folder.saddlebag("train", "bilinear", "--steps", "2", "--quiet")
    #expect(short.status == 0)
    #expect(try folder.saddlebag("cycles", "4").output.contains("undetermined"))
  }
}
