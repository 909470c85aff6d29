public import SaddleRecording

public import struct FoundationEssentials.Date

/// A report on runs as one HTML page that needs nothing else: no network and no other file.
///
/// The same input gives the same bytes. Text from the record is escaped, whatever it is.
///
///     let report = HTMLReport(
///       histories, title: "Who lands?", storePath: "saddlebag.db", generatedAt: .now,
///       version: "0.1.0")
///     print(report.text)
public struct HTMLReport: Sendable {
  /// What the page is called.
  public let title: String
  /// The store that the histories were read from, as the reader would type it.
  public let storePath: String
  /// When the page was made.
  public let generatedAt: Date
  /// The version of the program that made it.
  public let version: String
  let content: ReportContent

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - histories: what was read of the runs; any number of them.
  ///   - title: what the page is called.
  ///   - storePath: the store that they were read from.
  ///   - generatedAt: when the page was made.
  ///   - version: the version of the program that makes it.
  ///   - supplement: what is shown of the runs besides.
  public init(
    _ histories: [RunHistory], title: String, storePath: String, generatedAt: Date,
    version: String, supplement: ReportSupplement = ReportSupplement()
  ) {
    content = ReportContent(comparison: RunComparison(histories), supplement: supplement)
    self.title = title
    self.storePath = storePath
    self.generatedAt = generatedAt
    self.version = version
  }

  /// The page; it is well-formed XML, too.
  public var text: String {
    let sections = content.sections
    let body: Markup = """
      <header>
      <h1>\(title)</h1>
      \(lead(over: sections))\(runLegend)</header>
      <main>
      \(sections.map(markup).joined())</main>
      \(footer)<script>
      \(Markup(trusted: ReportScript.text))
      </script>

      """
    return PageFrame.page(
      title: title, version: version,
      policy:
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:",
      rules: content.supplement.rotations.isEmpty ? nil : CycleStyle.rules, body: body
    ).text
  }

  /// The sentences that the page begins with, each linked to what shows it.
  private func lead(over sections: [ReportSection]) -> Markup {
    let sentences = content.lead(over: sections)
    guard !sentences.isEmpty else {
      return "<p class=\"lead\">\(RunStory(content.comparison).lead)</p>\n"
    }
    let items = sentences.map { sentence -> Markup in
      "<li>\(sentence.text) <a href=\"#\(sentence.anchor)\">\(sentence.link)</a></li>\n"
    }
    return "<ul class=\"lead\">\n\(items.joined())</ul>\n"
  }

  /// The runs with their colors: a legend, which the script makes a row of switches.
  private var runLegend: Markup {
    let runs = content.comparison.runs
    guard runs.count > 1 else { return "" }
    let chips = runs.enumerated().map { index, run -> Markup in
      "<span class=\"chip\" data-run=\"n\(String(index))\">\(swatch(index))\(run.label)</span>\n"
    }
    return "<nav class=\"runs\" aria-label=\"Runs\">\n\(chips.joined())</nav>\n"
  }

  /// The colored square that stands for a run.
  func swatch(_ index: Int) -> Markup {
    "<span class=\"swatch \(Palette.style(of: index))\"></span>"
  }

  private var footer: Markup {
    """
    <footer>
    <p>Made by Saddlebag \(version) from the store <code>\(storePath)</code> at \
    \(generatedAt.ISO8601Format()). Numbers are rounded; the SQL under each figure reads the exact \
    ones.</p>
    </footer>

    """
  }
}
