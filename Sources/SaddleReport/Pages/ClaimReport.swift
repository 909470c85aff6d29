public import SaddleRecording

public import struct FoundationEssentials.Date

/// A report that goes through a paper's claims in order: one HTML page that needs nothing else.
///
/// Each claim has its statement, the game, what was measured, its figures, whether it holds, and the SQL that
/// reads the same figures from the store.
public struct ClaimReport: Sendable {
  /// What the page is called.
  public let title: String
  /// The paper, as one cites it.
  public let source: String
  /// The claims.
  public let findings: [ClaimFinding]
  /// The store that holds the runs.
  public let storePath: String
  /// When the page was made.
  public let generatedAt: Date
  /// The version of the program that made it.
  public let version: String

  /// Prepares a report.
  public init(
    _ findings: [ClaimFinding], title: String, source: String, storePath: String,
    generatedAt: Date, version: String
  ) {
    self.findings = findings
    self.title = title
    self.source = source
    self.storePath = storePath
    self.generatedAt = generatedAt
    self.version = version
  }

  /// The page; it is well-formed XML, too.
  public var text: String {
    let body: Markup = """
      <header>
      <h1>\(title)</h1>
      <p class="lead">\(lead)</p>
      <p class="soft">\(source)</p>
      </header>
      <main>
      \(findings.map(section).joined())</main>
      <footer>
      <p>Made by Saddlebag \(version) from the store <code>\(storePath)</code> at \
      \(generatedAt.ISO8601Format()).</p>
      </footer>
      <script>
      \(Markup(trusted: ReportScript.text))
      </script>

      """
    return PageFrame.page(
      title: title, version: version,
      policy:
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:",
      body: body
    ).text
  }

  /// How many claims hold, fail and are open.
  public var lead: String {
    ClaimFinding.Verdict.allCases.compactMap { verdict in
      let numbers = findings.filter { $0.verdict == verdict }.map { "\($0.number)" }
      guard !numbers.isEmpty else { return nil }
      let list = numbers.joined(separator: ", ")
      return numbers.count == 1
        ? "Claim \(list) \(verdict.words)." : "Claims \(list) \(plural(verdict))."
    }.joined(separator: " ")
  }

  private func plural(_ verdict: ClaimFinding.Verdict) -> String {
    switch verdict {
    case .holds: "hold"
    case .fails: "fail"
    case .undecided: verdict.words
    }
  }

  private func section(_ finding: ClaimFinding) -> Markup {
    let reasons = finding.reasons.map { reason -> Markup in "<p>\(reason)</p>\n" }
    let sql: Markup =
      finding.sql.isEmpty
      ? ""
      : "<details><summary>SQL of these figures</summary>\n<pre>\(finding.sql)</pre>\n</details>\n"
    return """
      <section id="claim-\(String(finding.number))">
      <h2>\(String(finding.number)). \(finding.title): \(finding.verdict.words)</h2>
      <p><b>Claim.</b> \(finding.statement)</p>
      <p><b>Tested on.</b> \(finding.game)</p>
      \(reasons.joined())\(table(finding))\(drawings(finding))\(pictures(finding))\(sql)</section>

      """
  }

  private func table(_ finding: ClaimFinding) -> Markup {
    guard !finding.rows.isEmpty else { return "" }
    let heads = finding.columns.map { head -> Markup in "<th scope=\"col\">\(head)</th>" }
    let rows = finding.rows.map { row -> Markup in
      let cells = row.map { cell -> Markup in "<td>\(cell)</td>" }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return """
      <div class="scroll"><table>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
  }

  /// One drawing in full width, several side by side.
  private func drawings(_ finding: ClaimFinding) -> Markup {
    let all =
      finding.figures.map(figure)
      + finding.scatters.compactMap { scatter in
        ScatterChart(scatter).map { self.figure($0.figure, caption: scatter.title) }
      }
    return all.count > 1 ? "<div class=\"group\">\n\(all.joined())</div>\n" : all.joined()
  }

  private func figure(_ figure: ClaimFinding.Figure) -> Markup {
    let lines = figure.curves.enumerated().filter { !$0.element.steps.isEmpty }.map {
      PlottedSeries(run: $0.offset, label: $0.element.name, series: $0.element)
    }
    let last = lines.compactMap(\.series.steps.last).max() ?? 0
    guard let heights = HeightScale.signed.axis(covering: lines.map(\.series)) else { return "" }
    let chart = LineChart(title: figure.title, lines: lines, steps: 0...last, heights: heights)
    return self.figure(chart.figure, caption: figure.title)
  }

  private func figure(_ drawing: Figure, caption: String) -> Markup {
    """
    <figure>
    <figcaption>\(caption)</figcaption>
    \(Markup(trusted: drawing.drawing))<p class="notes">\(drawing.notes.joined(separator: " "))</p>
    </figure>

    """
  }
}
