public import SaddleRecording

public import struct FoundationEssentials.Date

/// ``HTMLReport`` as Markdown: the same story, tables and SQL, and its figures as files beside the text.
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
  /// The folder of the figures, as the text links to it; nil to leave figures out.
  public let pictureFolder: String?
  private let content: ReportContent
  private let sections: [ReportSection]

  /// Prepares a report; the parameters are those of ``HTMLReport``.
  public init(
    _ histories: [RunHistory], title: String, storePath: String, generatedAt: Date,
    version: String, supplement: ReportSupplement = ReportSupplement(),
    pictureFolder: String? = nil
  ) {
    content = ReportContent(comparison: RunComparison(histories), supplement: supplement)
    sections = content.sections
    self.pictureFolder = pictureFolder
    self.title = title
    self.storePath = storePath
    self.generatedAt = generatedAt
    self.version = version
  }

  /// The figures, to be written into ``pictureFolder``; empty without one.
  public var figures: [StandaloneFigure] {
    pictureFolder == nil ? [] : sections.flatMap(\.figures).compactMap(StandaloneFigure.init)
  }

  /// The report.
  public var text: String {
    var parts = ["# \(MarkdownText.escape(title))"]
    let lead = content.lead(over: sections)
    parts.append(
      lead.isEmpty
        ? MarkdownText.escape(RunStory(content.comparison).lead)
        : lead.map(sentence).joined(separator: "\n"))
    for section in sections {
      parts.append("## \(MarkdownText.escape(section.heading))")
      parts += section.blocks.flatMap(text)
    }
    parts.append(
      "Made by Saddlebag \(MarkdownText.escape(version)) from the store "
        + "\(MarkdownText.escape(storePath)) at \(generatedAt.ISO8601Format()). Numbers are rounded; the "
        + "SQL reads the exact ones.")
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// A sentence of the beginning, linked to its section's heading.
  private func sentence(_ sentence: RunStory.LeadSentence) -> String {
    let heading = sections.first { $0.id == sentence.anchor }?.heading
    let words = "- \(MarkdownText.escape(sentence.text))"
    return heading.map {
      "\(words) ([\(MarkdownText.escape(sentence.link))](#\(MarkdownText.anchor(of: $0))))"
    } ?? words
  }

  private func text(of block: ReportSection.Block) -> [String] {
    switch block {
    case .heading(let words, _): ["### \(MarkdownText.escape(words))"]
    case .prose(let words), .note(let words): [MarkdownText.escape(words)]
    case .story(let items, _):
      [
        items.map { "- **\(MarkdownText.escape($0.label))**\(MarkdownText.escape($0.words))" }
          .joined(separator: "\n")
      ]
    case .equilibria(let items):
      [
        items.map { _, words, remark in
          "- " + MarkdownText.escape(remark.isEmpty ? words : "\(words) \(remark)")
        }.joined(separator: "\n")
      ]
    case .legend(let items):
      [items.map { "\(Self.sign(of: $0.kind)) \($0.words)" }.joined(separator: " · ")]
    case .table(let table): text(of: table)
    case .figures(let figures, _): pictureFolder == nil ? [] : figures.flatMap(text)
    case .sql(let sql, let what): [fold(sql, of: what)]
    }
  }

  /// The sign of a mark, as a letter that looks like it.
  private static func sign(of kind: String) -> String {
    switch kind {
    case "start": "○"
    case "end": "■"
    case "nash": "×"
    case "proximal": "◇"
    default: "△"
    }
  }

  private func text(of table: ReportTable) -> [String] {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let isByColumn = table.style == .byColumn
    var lines = [
      line(table.columns.map { MarkdownText.escape($0.name) }),
      line(table.columns.map { $0.isNumber && !isByColumn ? "---:" : "---" }),
    ]
    lines += table.rows.map { row in
      line(
        row.map { cell in
          let words = MarkdownText.escape(cell.text)
          return cell.isBest ? "**\(words)**" : words
        })
    }
    let heading = table.fold.map { ["**\(MarkdownText.escape($0))**"] } ?? []
    return heading + [lines.joined(separator: "\n")] + table.notes.map(MarkdownText.escape)
      + [fold(table.sql, of: "table")]
  }

  private func text(of figure: ReportFigure) -> [String] {
    let title = MarkdownText.escape(figure.title)
    var parts = ["**\(title)**"]
    if let pictureFolder, let file = StandaloneFigure(figure) {
      parts.append("![\(title)](\(MarkdownText.path(pictureFolder))/\(file.name))")
    }
    let notes = figure.notes.joined(separator: " ")
    if !notes.isEmpty { parts.append(MarkdownText.escape(notes)) }
    if let sql = figure.sql { parts.append(fold(sql, of: "figure")) }
    return parts
  }

  /// SQL under a summary that opens it, where the viewer can.
  private func fold(_ sql: String, of what: String) -> String {
    """
    <details><summary>SQL of \(what.hasSuffix("s") ? "these" : "this") \(what)</summary>

    \(MarkdownText.code(sql, language: "sql"))

    </details>
    """
  }
}
