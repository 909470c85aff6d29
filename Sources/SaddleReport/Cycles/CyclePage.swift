/// The pictures of several verdicts as one page that needs nothing else.
public struct CyclePage: Sendable {
  /// A section for each.
  public let figures: [CycleFigures]
  /// The version of the program that makes it.
  public let version: String

  /// Joins figures.
  public init(_ figures: [CycleFigures], version: String) {
    self.figures = figures
    self.version = version
  }

  /// The page; it is well-formed XML, too.
  public var text: String {
    let body: Markup = """
      <header>
      <h1>What the runs do</h1>
      </header>
      <main>
      \(figures.map(\.section).joined())</main>

      """
    return PageFrame.page(
      title: "What the runs do", version: version, policy: nil, rules: CycleStyle.rules, body: body
    ).text
  }
}

/// The style of the pictures of verdicts.
enum CycleStyle {
  /// What a page's own style lacks.
  static let rules = """
    svg .cell{stroke:var(--run);stroke-linecap:butt}
    svg .line.ink,svg .dot.ink{stroke:var(--ink)}
    svg .thin{stroke-width:.9;stroke-opacity:.75}
    svg .paper{fill:var(--page)}
    svg .title{font-size:18px;font-weight:600}
    svg .caption{font-size:12px;fill:var(--soft)}
    """

  /// A page's style with these rules, for a drawing that stands alone.
  static var text: String { "\(ReportStyle.text)\n\(rules)\nsvg{max-width:none}" }
}
