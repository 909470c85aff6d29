import ArgumentParser
import Foundation
import SaddleRecording
import SaddleReport

/// `saddlebag report`: a page about runs.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a report on runs: one self-contained HTML page, or Markdown.")

  @OptionGroup var selection: RunSelection

  @Option(name: .shortAndLong, help: "The file to write, .html or .md.")
  var output: String

  @Option(help: "The title (default: the games and the number of runs).")
  var title: String?

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let histories = try storeOptions.histories(of: selection)
    let made = Date.instant
    let games = Set(histories.map(\.run.description.game)).sorted().joined(separator: ", ")
    let heading =
      title ?? "\(games): \(histories.count == 1 ? "one run" : "\(histories.count) runs")"
    let url = URL(filePath: output)
    let ending = url.pathExtension.lowercased()
    guard ["html", "htm", "md", "markdown"].contains(ending) else {
      throw Failure(
        .usage, "a report is .html or .md, and '\(output)' is neither",
        hint: "--output report.html")
    }
    let supplement = try storeOptions.supplement(to: histories)
    let text: String
    if ending.hasPrefix("h") {
      text =
        HTMLReport(
          histories, title: heading, storePath: storeOptions.path, generatedAt: made,
          version: Saddlebag.version, supplement: supplement
        ).text
    } else {
      let folder = url.deletingPathExtension().lastPathComponent + "-figures"
      let report = MarkdownReport(
        histories, title: heading, storePath: storeOptions.path, generatedAt: made,
        version: Saddlebag.version, supplement: supplement, pictureFolder: folder)
      try write(report.figures, to: url.deletingLastPathComponent().appending(path: folder))
      text = report.text
    }
    try write { try Data(text.utf8).write(to: URL(filePath: output), options: .atomic) }
    let size = "\(max(1, text.utf8.count / 1024).grouped) KiB"
    let next = ending.hasPrefix("h") ? ": open it in a browser" : ", its figures beside it"
    print("wrote \(output) (\(size))\(next)")
  }

  private func write(_ figures: [StandaloneFigure], to folder: URL) throws {
    guard !figures.isEmpty else { return }
    try write {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for figure in figures {
        let file = folder.appending(path: figure.name)
        try Data(figure.bytes).write(to: file, options: .atomic)
      }
    }
  }

  private func write(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      throw Failure(
        .inputOutput, "'\(output)' cannot be written: \(error.localizedDescription)",
        hint: "a folder that exists and that you may write to")
    }
  }
}
