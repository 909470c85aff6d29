import Foundation
import SaddleReport
import Testing

/// Runs without steps, with one, with nothing finite, and with names that markup, shells and terminals
/// would read as something else, in every command.
@Suite("Awkward runs and names in every command")
struct AwkwardRunsTests {
  static let names = [
    "it's \"quoted\"", "<script>alert(1)</script>", "🐎 👩‍👩‍👧 🇩🇪", "漢字 e\u{301}", "עברית \u{202E}rev",
    "a\nb\tc", "\u{1B}[31mred", "'; DROP TABLE run;--", "a|b `c` **d** [l](javascript:e)",
    "&amp; %s \\n =1+1, ;", String(repeating: "long", count: 100),
  ]
  private static let metric = "acc/<i>\"🐎"
  /// The store's runs: of no step, of one, one that diverges, one without a record, without a finite
  /// value, with infinities, with some of both, then one for each of ``names``.
  private static let (none, one, left, empty, nothing, infinite, some, named) = (
    "1", "2", "3", "4", "5", "6", "7", 8
  )

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let train = ["train", "bilinear", "--method", "simultaneous-gda", "--quiet"]
    for more in [
      ["--steps", "0"], ["--steps", "1"], ["--steps", "300", "--step-size", "2", "--name", "left"],
    ] {
      #expect(try Invocation(train + more, in: folder.url).status == 0)
    }
    var lines: [String] = []
    func add(_ name: String, _ metrics: [String: (Int) -> Double]) throws {
      let key = "\(lines.count)"
      let head = ["run": key, "name": name, "experiment": Self.names[1], "game": "no such game"]
      lines.append(String(decoding: try JSONEncoder().encode(head), as: UTF8.self))
      for (metric, value) in metrics.sorted(by: { $0.key < $1.key }) {
        let name = String(decoding: try JSONEncoder().encode(metric), as: UTF8.self)
        for step in 0..<70 {
          let number = value(step)
          let text =
            number.isFinite
            ? "\(number)" : number.isNaN ? "\"NaN\"" : number < 0 ? "\"-Inf\"" : "\"Inf\""
          lines.append("{\"run\":\"\(key)\",\"step\":\(step),\"metric\":\(name),\"value\":\(text)}")
        }
      }
    }
    try add("empty", [:])
    try add("nothing", ["payoff": { _ in .nan }, "dualityGap": { _ in .nan }])
    try add("infinite", ["payoff": { _ in .infinity }, "dualityGap": { _ in -.infinity }])
    try add(
      "some",
      [
        "payoff": { $0 % 3 == 0 ? .nan : Double($0) }, "dualityGap": { 1 + Double($0) },
        Self.metric: { 1 / Double($0) },
        "minimizerLoss": { Double($0 % 5) }, "maximizerLoss": { -Double($0 % 5) },
      ])
    for name in Self.names { try add(name, ["payoff": Double.init, "dualityGap": Double.init]) }
    try Data(lines.joined(separator: "\n").utf8)
      .write(to: folder.url.appending(path: "awkward.jsonl"))
    let imported = try run(["import", "awkward.jsonl"])
    #expect(imported.output.split(separator: "\n").count == 4 + Self.names.count)
  }

  /// Runs a command and looks at what it says: an exit status that is expected, no control character,
  /// and on failure one `error:` with what to try.
  @discardableResult
  private func run(
    _ arguments: [String], statuses: Set<Int32> = [0], input: String? = nil
  ) throws -> Invocation {
    let found = try Invocation(arguments, in: folder.url, input: input)
    let command = Comment(rawValue: "\(arguments): \(found.status)\n\(found.errors)")
    #expect(statuses.contains(found.status), command)
    let isData = arguments.contains { ["csv", "json", "jsonl", "markdown"].contains($0) }
    let text = (isData ? "" : found.output) + found.errors
    #expect(!text.unicodeScalars.contains(where: Self.isUnsafe), command)
    if found.status != 0 {
      #expect(found.errors.hasPrefix("error: ") && found.errors.contains("\nTry: "), command)
    }
    if arguments.contains("json") {
      #expect(throws: Never.self, command) {
        try JSONSerialization.jsonObject(with: Data(found.output.utf8), options: .fragmentsAllowed)
      }
    }
    return found
  }

  /// What could move a cursor or turn the reading direction.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.properties.generalCategory == .control && scalar != "\n")
      || (0x202A...0x202E).contains(scalar.value)
  }

  private var everyRun: [String] { (1..<(Self.named + Self.names.count)).map(String.init) }

  @Test("Each command that reads runs takes them all, in each format")
  func reading() throws {
    for format in ["table", "csv", "json", "jsonl", "markdown"] {
      try run(["list", "--all", "--format", format])
      try run(["compare", "--format", format] + everyRun)
      try run(["cycles", "--format", format] + everyRun)
      try run(["note", "--format", format] + everyRun)
      try run(["tag", "--format", format] + everyRun)
    }
    for id in everyRun { try run(["show", id]) }
    try run(["compare", "--group-by", "method"] + everyRun)
    try run(["compare", Self.nothing, Self.infinite])
    for arguments in [
      ["doctor"], ["doctor", "--replay"], ["schema"], ["query", "--list"],
      ["parameters", Self.none], ["gaps", Self.one], ["gaps", Self.left], ["local", Self.left],
      ["prune", "--keep-every", "2", Self.one, Self.nothing],
    ] { try run(arguments) }
    for id in everyRun where ![Self.empty, Self.nothing, Self.infinite].contains(id) {
      try run(["show", id, "--plot", "payoff"])
    }
    try run(["compare", "--plot", "payoff", "--plot", "dualityGap"] + everyRun)
    try run(["compare", Self.some, Self.left, "--plot", Self.metric])
    for arguments in [
      ["show", Self.empty, "--plot", "payoff"], ["show", Self.nothing, "--plot", "payoff"],
      ["compare", Self.one, Self.infinite, "--plot", Self.names[6]],
      ["parameters", Self.empty], ["parameters", Self.nothing], ["gaps", Self.nothing],
      ["local", Self.some], ["probe", Self.infinite], ["gaps", "--summary", Self.some],
      ["samples", Self.none],
      ["train", "--resume", Self.nothing], ["train", "--from", "\(Self.some)@3"],
      ["show", Self.names[6] + "?"], ["list", "--where", "name = '\(Self.names[6])"],
      ["list", "--where", "🐎 = 1"], ["query", "SELECT '\u{1B}' FROM nowhere"],
    ] { try run(arguments, statuses: [64, 65, 66]) }
    let answers = try run(
      ["shell"], input: "SELECT char(27), 1e999, NULL, x'00', name FROM run;\n.quit\n")
    #expect(answers.output.contains("␛"))
  }

  @Test("Every named query answers about a run without a finite value and one with some")
  func queries() throws {
    let list = try run(["query", "--list", "--format", "jsonl"])
    struct Entry: Decodable {
      let query: String
      let parameters: String
    }
    let entries = try list.output.split(separator: "\n").map {
      try JSONDecoder().decode(Entry.self, from: Data($0.utf8))
    }
    #expect(entries.count >= 25)
    for entry in entries {
      for id in [Self.empty, Self.nothing, Self.some] {
        let values = [
          ":run": id, ":left": id, ":right": Self.some, ":metric": Self.metric, ":one": "payoff",
          ":other": Self.metric, ":game": "no such game", ":experiment": Self.names[1],
          ":parameter": Self.names[0], ":step": "0", ":first": "0", ":last": "5", ":window": "3",
          ":stride": "7", ":buckets": "10", ":days": "1", ":threshold": "0.5", ":tolerance": "0.1",
        ]
        let names = entry.parameters.split(separator: " ").map(String.init)
        let bindings = names.flatMap { ["--bind", "\($0.dropFirst())=\(values[$0] ?? "0")"] }
        try run(["query", entry.query] + bindings)
        if !names.contains(":run") && !names.contains(":left") { break }
      }
    }
  }

  @Test("An infinity leaves the moving average with its window")
  func movingAverage() throws {
    let found = try run([
      "query", "metric/moving-average", "--bind", "run=\(Self.some)", "--bind",
      "metric=\(Self.metric)", "--bind", "window=2", "--format", "csv",
    ])
    #expect(found.output.hasPrefix("step,value,movingAverage\n0,Inf,Inf\n1,1.0,Inf\n2,0.5,0.75\n"))
  }

  @Test("Nothing that is not finite is marked as best or called a closed gap, and none is drawn")
  func best() throws {
    let compared = try run(["compare", Self.nothing, Self.infinite, Self.some, "8"]).output
    let rows = compared.split(separator: "\n").filter {
      $0.contains("nothing") || $0.contains("infinite")
    }
    #expect(rows.count > 4 && compared.contains("*"))
    #expect(compared.contains("the least duality gap, 69; #5 nothing at NaN."), "\(compared)")
    for row in rows { #expect(!row.contains("*") && !row.contains("▅"), "\(row)") }
    try run(["report", Self.nothing, Self.infinite, "--output", "gaps.md"])
    let report = try String(contentsOf: folder.url.appending(path: "gaps.md"), encoding: .utf8)
    #expect(!report.contains("closed the"))
  }

  @Test("Every name finds its run by filter and by argument, and survives an export and a merge")
  func names() throws {
    for (index, name) in Self.names.enumerated() {
      let id = Self.named + index
      let filter = "name = '\(name.replacingOccurrences(of: "'", with: "''"))'"
      let listed = try run(["list", "--where", filter, "--columns", "id", "--format", "csv"])
      #expect(listed.output == "id\n\(id)\n", "\(name)")
      let noted = try run(["note", "--format", "csv", "--", name])
      #expect(noted.output.contains("\n\(id),"), "\(name)")
      try run(["tag", "--add=\(name)", "\(id)"], statuses: [0, 64])
      try run(["note", "--text=\(name)", "\(id)"])
      #expect(try run(["show", "\(id)"]).output.contains("note: "))
    }
    try run(["rename", Self.some, Self.names[6]])
    try run(["archive", Self.nothing, Self.names[7]])
    #expect(try !run(["list", "--format", "csv"]).output.contains("DROP TABLE"))
    let everything = "id > 0 or archivedAt is not missing"
    try run(["export", "--where", everything, "--format", "jsonl", "--output", "out.jsonl"])
    try run(["import", "out.jsonl", "--store", "again.db"])
    try run(["backup", "copy.db"])
    try run(["merge", "copy.db", "--store", "merged.db"])
    try run(["compact"])
    let columns = ["list", "--all", "--columns", "name, payoff.last", "--format", "jsonl"]
    let here = try run(columns).output
    #expect(here.split(separator: "\n").count == Self.named - 1 + Self.names.count)
    #expect(try run(columns + ["--store", "again.db"]).output == here)
    #expect(try run(columns + ["--store", "merged.db"]).output == here)
    try run(["delete", "--yes", "--", Self.names[0]])
    #expect(try !run(columns).output.contains("quoted"))
  }

  @Test("Reports show the names as text, in HTML and in Markdown")
  func reports() throws {
    for name in Self.names.indices {
      try run(["note", "--text", Self.names[name], "\(Self.named + name)"])
    }
    for file in ["all.html", "all.md"] {
      try run(["report", "--output", file] + everyRun)
      let text = try String(contentsOf: folder.url.appending(path: file), encoding: .utf8)
      // What is in a fence of Markdown is code, not markup.
      let shown =
        file.hasSuffix("html") ? text : text.replacing(/`{3,}sql\n(?s:.*?)\n`{3,}/, with: "")
      #expect(!shown.contains("<script>alert") && !shown.contains("<i>\""), "\(file)")
      #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "\(file)")
      #expect(!text.contains("[l](javascript") || file.hasSuffix("html"))
      #expect(!text.unicodeScalars.contains { Self.isUnsafe($0) && $0 != "\t" }, "\(file)")
    }
    for id in everyRun.prefix(Self.named - 1) {
      try run(["report", id, "--output", "one.html"])
    }
  }

  @Test("At a terminal no line of a table is wider than it", arguments: [80, 200] as [UInt16])
  func terminal(columns: UInt16) throws {
    for arguments in [
      ["list", "--all"], ["note"] + everyRun, ["compare", Self.nothing, Self.some, "18"],
      ["compare", "--group-by", "game"] + everyRun, ["query", "gap/last"], ["query", "tag/list"],
      ["query", "SELECT name, name, name FROM run"],
    ] {
      let terminal = try PseudoTerminal(
        arguments, in: folder.url, columns: columns,
        environment: ["SADDLEBAG_STORE": "saddlebag.db", "NO_COLOR": "1"])
      let text = terminal.rest()
      #expect(terminal.status() == 0)
      for line in text.split(separator: "\r\n") {
        let width = line.reduce(0) { $0 + DisplayWidth.of($1) }
        #expect(width <= Int(columns), "\(arguments): \(line)")
      }
    }
  }
}
