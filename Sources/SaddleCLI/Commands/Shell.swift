import ArgumentParser
import Foundation
import SaddleLineEditing
import SaddleReport
import SaddleStore

/// `saddlebag shell`: ask a store one question after another.
struct Shell: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask a store in SQL, read-only, at a prompt with history and completion.",
    discussion: """
      Statements end with a semicolon and may go over several lines; .help lists the commands. Tab completes \
      tables, columns, functions, keywords and named queries. Lines of earlier shells are in \
      ~/.saddlebag_history, or the file that SADDLEBAG_HISTORY names (none if it is empty).

      Where standard input is no terminal, statements and commands are read from it, and the first that \
      fails ends the shell with its exit status.
      """)

  @Option(help: "The most rows to print of one answer.")
  var limit = 1_000

  @Option(help: "The most seconds that one statement may take.")
  var timeout = 60.0

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard limit > 0 else { throw Failure(.usage, "--limit cannot be \(limit): give 1 or more") }
    guard timeout > 0 else {
      throw Failure(.usage, "--timeout cannot be \(timeout): give a number of seconds > 0")
    }
    let store = try storeOptions.openForReading()
    let session = ShellSession(
      store, output: output, limit: limit, timeout: .seconds(min(timeout, 1e9)))
    if RawTerminal.isUsable {
      try converse(session, store)
    } else {
      while let line = readLine() {
        guard try session.take(line) else { return }
      }
      try session.finish()
    }
  }

  private func converse(_ session: ShellSession, _ store: Store) throws {
    let vocabulary = try ShellVocabulary(store, commands: ShellSession.commandNames)
    let history = ShellHistory.ofUser
    let earlier = history.lines()
    let device = LineEditor.Device(
      read: RawTerminal.readByte,
      write: { FileHandle.standardOutput.write(Data($0.utf8)) },
      columns: { RawTerminal.columns ?? 80 }, width: DisplayWidth.of)
    var editor = LineEditor(device, history: earlier) { head in
      vocabulary.completion(of: session.pending + head)
    }
    defer { history.append(editor.history.dropFirst(earlier.count)) }
    print("\(store.path), read-only. .help lists the commands, .quit ends.")
    QueryCancellation.listen()
    while true {
      QueryCancellation.reset()
      let prompt = session.pending.isEmpty ? "saddlebag> " : "      ...> "
      switch RawTerminal.withRawInput({ editor.readLine(prompt: prompt) }) {
      case .endOfInput: return
      case .cancelled: session.forget()
      case .line(let line):
        do {
          guard try session.take(line) else { return }
        } catch {
          guard let failure = Failure(error) else { throw error }
          FileHandle.standardError.write(Data(failure.text.utf8))
        }
      }
    }
  }
}
