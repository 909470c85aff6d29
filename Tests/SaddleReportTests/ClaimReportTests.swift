import SaddleRecording
import SaddleReport
import Testing

import struct FoundationEssentials.Date

@Suite("Pages of claims")
struct ClaimReportTests {
  @Test("A page shows curves, points and pictures, and is well-formed")
  func page() throws {
    var finding = ClaimFinding(number: 6, title: "A < B", statement: "S", game: "G")
    finding.figures = [
      .init(title: "V", curves: [MetricSeries(name: "V", steps: [0, 1], values: [1, -2])])
    ]
    finding.scatters = [
      .init(
        title: "gap & quality", across: "gap", up: "distance",
        groups: [
          .init(name: "n = 1", points: [[0.1, 3], [0.2, .nan]]),
          .init(name: "n = 8", points: [[2, 300], [.infinity, 1]]),
        ])
    ]
    finding.pictures = [.init(caption: "before", png: [1, 2, 3])]
    let report = ClaimReport(
      [finding], title: "T", source: "S", storePath: "runs.db",
      generatedAt: Date(timeIntervalSince1970: 0), version: "1")
    let page = report.text
    #expect(XMLChecker(page).complaints.isEmpty)
    #expect(page.contains("src=\"data:image/png;base64,AQID\""))
    #expect(page.contains("img-src data:"))
    // Two points have finite numbers, and each group a mark in the legend.
    let scatter = try #require(page.components(separatedBy: "class=\"scatter\"").last)
    let drawing = try #require(scatter.components(separatedBy: "</svg>").first)
    #expect(drawing.components(separatedBy: "class=\"dot ").count == 5)
  }
}
