import Foundation
import Testing

@Suite("saddlebag shell", .timeLimit(.minutes(3)))
struct ShellTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let trained = try folder.saddlebag(
      "train", "bilinear", "--steps", "20", "--name", "it's <b>🙂", "--parameters", "keyframes:10",
      "--quiet")
    try #require(trained.status == 0, "\(trained.errors)")
  }

  /// Pipes a text into the shell.
  private func pipe(_ text: String, _ options: String...) throws -> Invocation {
    try Invocation(["shell"] + options, in: folder.url, input: text)
  }

  @Test("It runs piped statements and commands, several on a line or one on several")
  func piped() throws {
    let shell = try pipe(
      """
      .format csv
      SELECT 1 AS one; SELECT ';' AS semicolon; -- done
      SELECT name
        FROM run;

      .run iterate/moved run=1 first=7 last=7
      SELECT count(*) AS n FROM parameters(1, 13);
      .schema experiment
      .functions
      .queries verdict/cycles
      .help
      SELECT 2 AS two
      """)
    #expect(shell.errors == "")
    #expect(shell.status == 0)
    for expected in [
      "one\n1\n", "semicolon\n;\n", "name\nit's <b>🙂\n",
      "maximizer,1,0.0,0.0\n", "n\n2\n", "CREATE TABLE experiment", "median(x)", "SELECT …;",
      "two\n2\n",
    ] { #expect(shell.output.contains(expected), "\(expected) in \(shell.output)") }
  }

  @Test(
    "The first piped statement that fails ends it, with a sentence and an exit status",
    arguments: [
      ("SELEC 1;\nSELECT 2;\n", "syntax error", 64), ("DELETE FROM run;", "queries only read", 64),
      (".nothing\n", "there is no command '.nothing'", 64), (".run\n", "needs the name", 64),
      (".run no/such\n", "no query 'no/such'", 66), (".schema nothing\n", "no table or view", 66),
      (".format xml\n", "no format 'xml'", 64), (".run metric/last\n", "needs a value", 64),
      ("SELECT 'open;\n", "unrecognized token", 64),
    ])
  func failures(_ text: String, _ words: String, _ status: Int32) throws {
    let shell = try pipe(text)
    #expect(shell.status == status)
    #expect(shell.errors.hasPrefix("error: "))
    #expect(shell.errors.contains(words), "\(shell.errors)")
    #expect(!shell.output.contains("2"))
  }

  @Test("Nothing, comments and lone semicolons are no failure, and .quit ends it")
  func nothing() throws {
    #expect(try pipe("\n-- a comment\n;;\n  ; -- another\n").status == 0)
    #expect(try pipe(".quit\nSELEC;\n").status == 0)
    #expect(try pipe("", "--limit", "0").status == 64)
  }

  @Test("At a terminal it completes, remembers, takes Ctrl-C, shows errors and goes on")
  func terminal() throws {
    let history = folder.url.appending(path: "history")
    let environment = ["SADDLEBAG_HISTORY": history.path]
    var terminal = try PseudoTerminal(["shell"], in: folder.url, environment: environment)
    try terminal.type("SELECT 6 * 7 AS answer FROM exp\tWHERE id = 1;\r", after: "saddlebag> ")
    try terminal.see("answer")
    try terminal.type("SELECT r.gam\tFROM run AS r;\u{3}", after: "saddlebag> ")
    try terminal.see("^C")
    try terminal.type(".run par\tw\texp\t'x'\r", after: "saddlebag> ")
    try terminal.see("runID")
    try terminal.type("SELEC;\r", after: "saddlebag> ")
    try terminal.type("SELECT 'a\r", after: "syntax error")
    try terminal.type("b';\r", after: "...> ")
    try terminal.type(endless + "\r", after: "saddlebag> ")
    try terminal.see("count(*) FROM n;")
    // The query listens once the line has been taken.
    Thread.sleep(forTimeInterval: 0.5)
    terminal.interrupt()
    try terminal.see("was cancelled")
    try terminal.type("\u{4}", after: "saddlebag> ")
    #expect(terminal.status() == 0)

    terminal = try PseudoTerminal(["shell"], in: folder.url, columns: 200, environment: environment)
    let older = String(repeating: "\u{1B}[A", count: 6)
    try terminal.type(older + "\r", after: "saddlebag> ")
    try terminal.see("SELECT 6 * 7 AS answer FROM experiment WHERE id = 1;")
    try terminal.see("42")
    try terminal.type(".quit\r", after: "saddlebag> ")
    #expect(terminal.status() == 0)
    let lines = try String(contentsOf: history, encoding: .utf8).split(separator: "\n")
    #expect(
      lines == [
        "SELECT 6 * 7 AS answer FROM experiment WHERE id = 1;",
        ".run parameter/wide experiment='x'", "SELEC;", "SELECT 'a", "b';", endless[...],
        "SELECT 6 * 7 AS answer FROM experiment WHERE id = 1;", ".quit",
      ])
    let mode = try FileManager.default.attributesOfItem(atPath: history.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  private let endless =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n;"
}
