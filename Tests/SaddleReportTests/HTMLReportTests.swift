import SaddleRecording
import SaddleReport
import Testing

import struct FoundationEssentials.Date

@Suite struct HTMLReportTests {
  private func report(
    _ histories: [RunHistory], title: String = "Test", storePath: String = "saddlebag.db"
  ) -> HTMLReport {
    HTMLReport(
      histories, title: title, storePath: storePath,
      generatedAt: Date(timeIntervalSince1970: 1_790_000_000), version: "0.1.0")
  }

  private func triple(steps: Int) -> [RunHistory] {
    SampleHistories.Motion.allCases.enumerated().map { index, motion in
      SampleHistories.bilinear(Int64(index + 1), motion, steps: steps)
    }
  }

  @Test("Every odd record makes a whole page without a number that is none")
  func edgeCases() {
    for (name, histories) in SampleHistories.edgeCases {
      let page = XMLChecker(report(histories).text)
      #expect(page.complaints.isEmpty, "\(name): \(page.complaints)")
      for path in page.paths {
        let allowed = path.allSatisfy { "MLlhvz.- 0123456789".contains($0) }
        #expect(allowed, "\(name): \(path.prefix(80))")
      }
      #expect(page.elements.filter { $0 == "h1" }.count == 1, "\(name)")
      #expect(page.elements.filter { $0 == "footer" }.count == 1, "\(name)")
    }
  }

  @Test("Names cannot become markup, wherever they are printed")
  func escaping() {
    let evil = "\"><script>alert('x')</script>&amp;\u{0}🎲"
    let known = RecordedEquilibrium(kind: evil, proximalOrder: nil, note: evil, profile: [0, 0])
    var description = SampleHistories.run(1).description
    description.name = evil
    description.game = evil
    description.method = evil
    description.experiment = evil
    description.gapDomain = evil
    description.knownEquilibria = [known]
    description.gameParameters = [RunParameter(name: evil, value: evil)]
    let run = Run(
      id: Run.ID(1), description: description, status: .crashed,
      startedAt: Date(timeIntervalSince1970: 0), endedAt: nil, lastStep: 1, stepCount: 2)
    let history = RunHistory(
      run: run, series: [MetricSeries(name: evil, steps: [0, 1], values: [1, 2])],
      trajectory: RecordedTrajectory(
        steps: [0, 1], minimizers: [[1], [2]], maximizers: [[1], [2]]))
    let page = report([history, triple(steps: 3)[0]], title: evil, storePath: evil).text
    let checker = XMLChecker(page)
    #expect(checker.complaints.isEmpty)
    #expect(checker.elements.filter { $0 == "script" }.count == 1)
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;�🎲"))
  }

  @Test("The same input gives the same bytes")
  func determinism() {
    let histories = triple(steps: 300)
    #expect(report(histories).text == report(histories).text)
  }

  @Test("A report of two runs of 20,000 steps is smaller than a megabyte")
  func size() {
    let bytes = report(Array(triple(steps: 20_000).prefix(2))).text.utf8.count
    #expect(bytes > 100_000 && bytes < 1_000_000)
  }

  @Test("The page asks no other machine for anything")
  func selfContained() {
    let text = report(triple(steps: 30)).text
    for word in ["src=", "url(http", "@import", "fetch(", "<link", "<iframe", "<img"] {
      #expect(!text.contains(word), "\(word)")
    }
    let links = text.split(separator: "href=").dropFirst()
    #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("\"#") })
    let namespaces = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"]
    let rest = namespaces.reduce(text) { $0.split(separator: $1).joined() }
    #expect(!rest.contains("http://") && !rest.contains("https://"))
    #expect(text.contains("default-src 'none'"))
  }

  @Test("Sections come in order, one figure per metric and one portrait per run")
  func sections() throws {
    let text = report(triple(steps: 30)).text
    let ids = [
      "story", "summary", "equilibria", "payoff", "gradients", "gaps", "distance", "gap-curve",
      "portraits",
    ]
    let places = try ids.map {
      try #require(text.firstRange(of: "<section id=\"\($0)\"")).lowerBound
    }
    #expect(places == places.sorted())
    let checker = XMLChecker(text)
    #expect(checker.elements.filter { $0 == "figure" }.count == 10 + 1 + 3)
    // Besides the figures: summary, settings, equilibria, a table for each of four groups, closed gaps.
    #expect(checker.elements.filter { $0 == "pre" }.count == 10 + 1 + 3 + 3 + 4 + 1)
  }

  @Test("The page tells the equilibria, the domain of gaps, and where it comes from")
  func words() throws {
    let text = report(triple(steps: 30), storePath: "data/my.db").text
    #expect(text.contains("(0, 0): Nash equilibrium, so λ-proximal for every λ."))
    #expect(text.contains("Gaps refer to |x|, |y| ≤ 2.0."))
    #expect(text.contains("from the store <code>data/my.db</code> at 2026-09-21T14:13:20Z"))
    #expect(text.contains("WHERE penalty = 0.1 AND runID IN (1, 2, 3)"))
    #expect(text.contains("WHERE name = &#39;payoff&#39; AND runID IN (1, 2, 3)"))
  }

  @Test("Without a payoff there is no section on it")
  func variationalInequality() {
    let text = report([SampleHistories.custom(1, metric: "fieldNorm", values: [2, 1])]).text
    #expect(!text.contains("<section id=\"payoff\"") && text.contains("<section id=\"gradients\""))
  }

  @Test("A record without steps says so")
  func noSteps() {
    let text = report([SampleHistories.custom(1, values: [])]).text
    #expect(text.contains("No step is recorded, so there is nothing to draw."))
  }

  @Test("Light and dark schemes and paper have their styles")
  func schemes() {
    let text = report([]).text
    #expect(text.contains("@media screen and (prefers-color-scheme:dark)"))
    #expect(text.contains("@media print"))
    #expect(text.contains("There are no runs to report."))
  }
}
