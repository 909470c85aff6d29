import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  private static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// One `$ command` of a console block and the output under it.
  private struct Example {
    let command: String
    let output: [String]
  }

  @Test("Its commands, run in order, print what it says they print")
  func commandsPrintWhatItSays() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "Examples"),
      withDestinationURL: Self.repository.appending(path: "Examples"))
    let examples = try Self.examples()
    #expect(examples.count >= 6)
    for example in examples {
      let words = Self.words(of: example.command)
      // Other programs may be missing; their SQL is run by ours.
      let arguments =
        words[0] == "saddlebag"
        ? Array(words.dropFirst()) : ["query", words[2], "--format", "csv"]
      let run = try Invocation(arguments, in: folder.url)
      #expect(run.status == 0, "\(example.command): \(run.errors)")
      guard words[0] == "saddlebag" else {
        #expect(Self.numbers(run.output) == Self.numbers(example.output.joined(separator: "\n")))
        continue
      }
      #expect(
        Self.matches(run.output, example.output),
        "\(example.command) printed\n\(run.output)")
    }
  }

  @Test("Every command and option of the program is in docs/cli.md, and has help")
  func cliIsDocumented() throws {
    let folder = try TemporaryFolder()
    let document = try String(
      contentsOf: Self.repository.appending(path: "docs/cli.md"), encoding: .utf8)
    let help = try folder.saddlebag("--help").output
    let commands = help.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
      .filter { !$0.hasPrefix("-") && $0.first?.isLowercase == true }
    for name in [
      "train", "list", "show", "query", "schema", "compare", "report", "cycles", "tag", "note",
      "rename",
      "archive", "delete", "export", "import", "games", "methods",
    ] {
      #expect(commands.contains(name))
      #expect(document.contains("saddlebag \(name)"))
      let page = try folder.saddlebag(name, "--help").output
      #expect(page.contains("OVERVIEW: "))
      let options = page.matches(of: #/--[a-z][a-z-]+/#).map { String($0.output) }
      for option in Set(options).subtracting(["--help", "--version"]) {
        #expect(document.contains(option), "docs/cli.md lacks \(option) of \(name)")
      }
    }
  }

  private static func examples() throws -> [Example] {
    let text = try String(contentsOf: repository.appending(path: "README.md"), encoding: .utf8)
    var examples: [Example] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(Example(command: String(line.dropFirst(2)), output: []))
      } else if isInside, let last = examples.popLast() {
        examples.append(Example(command: last.command, output: last.output + [String(line)]))
      }
    }
    return examples
  }

  /// Whether the lines are those printed, in order; `…` in a line stands for any text, and as a line
  /// for any lines.
  private static func matches(_ printed: String, _ expected: [String]) -> Bool {
    var lines = printed.split(separator: "\n").map(String.init)[...]
    var maySkip = false
    for line in expected {
      if line.trimmingCharacters(in: .whitespaces) == "…" {
        maySkip = true
        continue
      }
      let parts = line.components(separatedBy: "…")
      func fits(_ text: String) -> Bool {
        text.hasPrefix(parts[0]) && text.hasSuffix(parts[parts.count - 1])
          && (parts.count > 1 || text == line)
      }
      guard let index = lines.firstIndex(where: fits), maySkip || index == lines.startIndex else {
        return false
      }
      lines = lines[(index + 1)...]
      maySkip = false
    }
    return maySkip || lines.isEmpty
  }

  /// The numbers in a text, to the 14 digits that every client prints.
  private static func numbers(_ text: String) -> [String] {
    text.split { $0.isNewline || $0 == "," || $0 == "|" }.compactMap { Double($0) }
      .map { String(format: "%.14g", $0) }
  }

  /// The words of a command as a shell reads them, where only double quotes occur.
  private static func words(of command: String) -> [String] {
    var words: [String] = []
    for (index, piece) in command.components(separatedBy: "\"").enumerated() {
      if index.isMultiple(of: 2) {
        words += piece.split(separator: " ").map(String.init)
      } else {
        words.append(piece)
      }
    }
    return words
  }
}
