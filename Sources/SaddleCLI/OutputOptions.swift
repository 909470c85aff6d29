import ArgumentParser
import Foundation
import SaddleLineEditing
import SaddleReport

/// `--format`, which commands that print a table take.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to print: table, csv, json, jsonl or markdown.")
  var format = "table"

  func validate() throws {
    guard TableFormat.names.contains(format) else {
      throw ValidationError(
        "there is no format '\(format)': choose \(TableFormat.names.joined(separator: ", "))")
    }
  }

  /// Prints a table in the format asked for.
  func print(_ table: TabularText) {
    let terminal = Terminal.standardOutput
    let format =
      TableFormat(named: format, width: terminal.width, emphasis: terminal.emphasis)
      ?? .table(width: terminal.width)
    FileHandle.standardOutput.write(Data(table.render(as: format).utf8))
  }
}

/// What standard output is.
struct Terminal {
  /// The terminal's columns; nil if it is a file or a pipe, which take lines of any width.
  let width: Int?
  /// The terminal's rows; nil where there are none.
  let height: Int?
  /// Bold on a terminal, unless the user set NO_COLOR.
  let emphasis: TerminalEmphasis

  static var standardOutput: Terminal {
    guard isatty(STDOUT_FILENO) == 1 else {
      return Terminal(width: nil, height: nil, emphasis: .plain)
    }
    let hasColor = ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    return Terminal(
      width: RawTerminal.columns, height: RawTerminal.rows, emphasis: hasColor ? .bold : .plain)
  }

  /// What a plot may use: all columns, and all rows but two for the shell's prompt.
  var canvas: TerminalPlot.Canvas {
    TerminalPlot.Canvas(
      width: width ?? 80, height: height.map { $0 - 2 } ?? 24, isColored: emphasis == .bold,
      isUnicode: Self.isUnicode)
  }

  /// Whether the user's locale, if one is set, has Unicode.
  private static var isUnicode: Bool {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    guard let locale = locale?.lowercased() else { return true }
    return locale.contains("utf-8") || locale.contains("utf8")
  }
}
