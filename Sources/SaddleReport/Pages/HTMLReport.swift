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
  let comparison: RunComparison
  let supplement: ReportSupplement

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
    self.supplement = supplement
    comparison = RunComparison(histories)
    self.title = title
    self.storePath = storePath
    self.generatedAt = generatedAt
    self.version = version
  }

  /// The page; it is well-formed XML, too.
  public var text: String {
    let body: Markup = """
      <header>
      <h1>\(title)</h1>
      <p class="lead">\(leadParagraph)</p>
      \(runLegend)</header>
      <main>
      \(sections)</main>
      \(footer)<script>
      \(Markup(trusted: ReportScript.text))
      </script>

      """
    return PageFrame.page(
      title: title, version: version,
      policy:
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:",
      rules: supplement.rotations.isEmpty ? nil : CycleStyle.rules, body: body
    ).text
  }

  private var sections: Markup {
    guard !comparison.runs.isEmpty else { return "" }
    return storySection + summarySection + equilibriumSection + figureSections
  }

  /// A paragraph per run, folded where they are many; nothing for one run, whose story the page
  /// begins with.
  private var storySection: Markup {
    guard comparison.runs.count > 1 else { return "" }
    let story = RunStory(comparison)
    let items = comparison.runs.enumerated().map { index, run -> Markup in
      let sentences = String(story.sentences(of: run).dropFirst(run.label.count))
      return "<li class=\"\(Palette.style(of: index))\"><b>\(run.label)</b>\(sentences)</li>\n"
    }
    let list: Markup = "<ul class=\"story\">\n\(items.joined())</ul>\n"
    let body: Markup =
      comparison.runs.count > 4
      ? "<details>\n<summary>In each of the \(String(comparison.runs.count)) runs</summary>\n\(list)</details>\n"
      : list
    return "<section id=\"story\">\n<h2>What happened</h2>\n\(body)</section>\n"
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
