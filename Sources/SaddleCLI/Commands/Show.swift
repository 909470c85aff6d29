import ArgumentParser
import Foundation
import SaddleCycles
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag show`: one run.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show one run: its parameters, what theory knows, and first, best and last values.")

  @Argument(help: ArgumentHelp("The run's number, UUID prefix or name.", valueName: "run"))
  var selection: String

  @OptionGroup var plots: PlotOptions
  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let history = try storeOptions.metricHistory(of: selection)
    let shown = history.run
    let terminal = Terminal.standardOutput
    let comparison = RunComparison([history])
    let plots = try plots.text(of: comparison, on: terminal)
    print(comparison.text(width: terminal.width, emphasis: terminal.emphasis))
    let description = shown.description
    var table = TabularText(columns: ["parameter", "value", "of"])
    let scopes = [
      ("game", description.gameParameters), ("method", description.methodParameters),
      ("training", description.trainingParameters),
    ]
    for (scope, parameters) in scopes {
      table.rows += parameters.map { [.text($0.name), .text($0.value), .text(scope)] }
    }
    print(table.render(as: .table(width: terminal.width, emphasis: terminal.emphasis)))
    var lines = description.knownEquilibria.map(\.sentence)
    if let domain = description.gapDomain { lines.append("gaps refer to \(domain)") }
    if !shown.annotations.tags.isEmpty {
      lines.append("tags: " + shown.annotations.tags.joined(separator: ", "))
    }
    if let note = shown.annotations.note { lines.append("note: \(note)") }
    if let archived = shown.annotations.archivedAt {
      lines.append("put away at \(archived.ISO8601Format())")
    }
    if let origin = description.origin {
      lines.append("began with step \(origin.step) of run \(origin.uuid.uuidString.lowercased())")
    }
    lines.append(try parameterSentence(of: shown))
    lines += try verdictSentences(on: shown.id)
    let environment = description.environment
    lines += [
      "recorded by saddlebag \(environment.version) on \(environment.host),"
        + " commit \(environment.gitCommit ?? "unknown"), UUID \(description.uuid)",
      "  " + environment.commandLine.map(Self.quoted).joined(separator: " "),
    ]
    for line in lines { print(DisplayWidth.printable(line)) }
    print(plots, terminator: "")
  }

  /// The argument as a shell takes it back.
  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.allSatisfy {
      $0.isLetter || $0.isNumber || "-_./=:,@+%".contains($0)
    }
    return isPlain && !argument.isEmpty
      ? argument : "'" + argument.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  /// Which parameters there are, in which numbers, where, and in how many bytes.
  private func parameterSentence(of run: Run) throws -> String {
    var text =
      "parameters: \(run.description.parameterPolicy), in \(run.description.parameterFormat.rawValue)"
    if let every = run.prunedEvery {
      text += every > 0 ? ", pruned to every \(every)th step" : ", pruned to the newest state"
    }
    guard run.description.parameterPolicy.keepsEveryStep, run.lastStep != nil else { return text }
    do {
      let storage = try storeOptions.openForReading().parameterStorage(of: run.id)
      if run.description.parameterPolicy == .compressed, storage.byteCount > 0 {
        let ratio = Double(storage.plainByteCount) / Double(storage.byteCount)
        text +=
          "; \(storage.wholeCount.grouped) steps whole and \(storage.deltaCount.grouped) as deltas,"
          + " \(ratio.brief) times smaller than raw"
      }
      return text + (storage.file.map { "; in \($0)" } ?? "")
    } catch let error as StoreError where error.code == .missingParameterFile {
      return text + "; MISSING: \(error.message)"
    }
  }

  private func verdictSentences(on run: Run.ID) throws -> [String] {
    let store = try storeOptions.openForReading()
    let verdicts = try store.verdicts(on: run).map { verdict in
      let players = verdict.players == .both ? "" : " of the \(verdict.players.rawValue)"
      return "verdict\(players) from step \(verdict.fromStep): \(verdict.sentence)"
    }
    return verdicts + (try store.alerts(of: run).map(\.sentence))
  }
}

extension RunVerdict {
  /// The word, how sure, and the sentences.
  var sentence: String {
    let word = Verdict.Kind(rawValue: kind)?.words ?? kind
    let share = Int((100 * confidence).rounded(.down))
    return ["\(word) (\(share) %): \(evidence)", theory, suggestion].compactMap(\.self)
      .joined(separator: "; ")
  }
}

extension RunAlert {
  /// What was noticed and when, and whether it still stands.
  var sentence: String {
    let end = clearedStep.map { "; taken back at step \($0)" } ?? ""
    return "alert at step \(step): \(evidence)\(end)"
  }
}
