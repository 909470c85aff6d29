public import SaddleRecording

public import struct FoundationEssentials.Date

/// The summary of ``HTMLReport`` as Markdown, with lines of blocks, and figures as files beside it.
///
/// The same input gives the same bytes.
public struct MarkdownReport: Sendable {
  /// What the report is called.
  public let title: String
  /// The store that the histories were read from, as the reader would type it.
  public let storePath: String
  /// When the report was made.
  public let generatedAt: Date
  /// The version of the program that made it.
  public let version: String
  /// The figures, to be written into ``pictureFolder``; empty without one.
  public let figures: [StandaloneFigure]
  /// The folder of the figures, as the text links to it; nil to leave figures out.
  public let pictureFolder: String?
  private let comparison: RunComparison

  /// Prepares a report; the parameters are those of ``HTMLReport``.
  public init(
    _ histories: [RunHistory], title: String, storePath: String, generatedAt: Date,
    version: String, pictureFolder: String? = nil
  ) {
    comparison = RunComparison(histories)
    self.pictureFolder = pictureFolder
    figures =
      pictureFolder == nil
      ? []
      : HTMLReport(
        histories, title: title, storePath: storePath, generatedAt: generatedAt, version: version
      ).standaloneFigures
    self.title = title
    self.storePath = storePath
    self.generatedAt = generatedAt
    self.version = version
  }

  /// The report.
  public var text: String {
    let story = RunStory(comparison)
    var parts = ["# \(MarkdownText.escape(title))", MarkdownText.escape(story.lead)]
    if !comparison.runs.isEmpty { parts += body(story) }
    parts.append(
      "Made by Saddlebag \(MarkdownText.escape(version)) from the store "
        + "\(MarkdownText.escape(storePath)) at \(generatedAt.ISO8601Format()).")
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func body(_ story: RunStory) -> [String] {
    var parts: [String] = []
    if comparison.runs.count > 1 {
      parts.append("## What happened")
      parts.append(
        comparison.runs.map { "- " + MarkdownText.escape(story.sentences(of: $0)) }
          .joined(separator: "\n"))
    }
    parts += ["## Summary", lines(comparison.table)]
    if !comparison.sharedParameters.isEmpty, comparison.runs.count > 1 {
      parts.append(MarkdownText.escape(comparison.sharedSentence))
    }
    parts.append("## Known equilibria")
    parts += KnownGame.all(of: comparison.runs.map(\.run)).map(equilibria)
    if !comparison.metrics.isEmpty {
      parts += ["## Metrics", lines(comparison.sparklines(length: 16))]
    }
    if let pictureFolder, !figures.isEmpty {
      parts.append("## Figures")
      let folder = pictureFolder.replacing(" ", with: "%20")
      parts += figures.map { figure in
        let notes = MarkdownText.escape(figure.notes.joined(separator: " "))
        let picture = "![\(MarkdownText.escape(figure.title))](\(folder)/\(figure.name))"
        return notes.isEmpty ? picture : "\(picture)\n\n\(notes)"
      }
    }
    return parts
  }

  private func lines(_ table: TabularText) -> String { String(table.markdown.dropLast()) }

  private func equilibria(of game: KnownGame) -> String {
    MarkdownText.escape("\(game.name). \(game.gapSentence)") + "\n\n"
      + game.lines.map { "- " + MarkdownText.escape($0) }.joined(separator: "\n")
  }
}
