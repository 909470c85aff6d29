import SaddleRecording
import Testing

import struct FoundationEssentials.Date

@testable import SaddleReport

@Suite struct ReportContentTests {
  private func content(
    _ histories: [RunHistory], _ supplement: ReportSupplement = ReportSupplement()
  ) -> ReportContent {
    ReportContent(comparison: RunComparison(histories), supplement: supplement)
  }

  private func sweep(_ count: Int) -> [RunHistory] {
    (0..<count).map { index in
      SampleHistories.bilinear(
        Int64(index + 1), index < 2 ? .alternating : .extragradient,
        stepSize: 0.02 + 0.01 * Double(index), steps: 200)
    }
  }

  /// A training of a network: gaps that were searched for, and measures of samples.
  private func network(_ id: Int64, gap: Double, distance: Double) -> RunHistory {
    let run = SampleHistories.run(id, game: "gan", count: 3, shape: (4, 4), equilibria: [])
    func series(_ name: String, _ values: [Double]) -> MetricSeries {
      MetricSeries(name: name, steps: [0, 1, 2], values: values)
    }
    return RunHistory(
      run: run,
      series: [
        series("payoff", [1, 0.5, 0.2]), series("fieldNorm", [3, 2, 1]),
        series("measured.dualityGap", [4, 2, gap]), series("measured.primalGap", [2, 1, gap / 2]),
        series("slicedW2", [2, 1, distance]), series("coveredModes", [0, 1, 3]),
        series("projection.minimizer.0", [0, 1, 2]), series("own", [1, 2, 3]),
      ],
      trajectory: RecordedTrajectory(steps: [], minimizers: [], maximizers: []))
  }

  @Test("Up to four runs stand side by side; more are rows that can be sorted by a metric")
  func summary() throws {
    for count in [4, 5] {
      guard case .table(let table) = content(sweep(count)).summarySection.blocks[0] else {
        Issue.record("the summary begins without a table")
        return
      }
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
      if count == 4 {
        #expect(table.style == .byColumn && table.columns.map(\.run) == [nil, 0, 1, 2, 3])
      } else {
        #expect(table.style == .fit && table.rows.map { $0[0].run } == [0, 1, 2, 3, 4])
        let gap = try #require(table.columns.firstIndex { $0.name == "duality gap" })
        #expect(table.columns[gap].isNumber && table.rows.allSatisfy { $0[gap].number != nil })
      }
    }
  }

  @Test("A setting that some runs lack is not shown as one in which they differ")
  func partialSettings() {
    var histories = sweep(2)
    var description = histories[0].run.description
    description.methodParameters.append(RunParameter(name: "order", value: "xy"))
    histories[0] = RunHistory(
      run: Run(
        id: Run.ID(1), description: description, status: .ended(.stepLimit),
        startedAt: Date(timeIntervalSince1970: 0), endedAt: nil, lastStep: 200, stepCount: 201),
      series: histories[0].series, trajectory: histories[0].trajectory)
    let comparison = RunComparison(histories)
    #expect(comparison.tellingDifferences.map(\.name) == ["stepSize"])
    #expect(comparison.partialDifferences.map(\.name) == ["order"])
  }

  @Test("Metrics of networks stand under their own headings, and sums of parameters are folded")
  func groups() throws {
    let sections = content([network(1, gap: 0.5, distance: 0.7)]).sections
    let ids = sections.map(\.id)
    for id in ["measured", "quality", "other", "projections"] { #expect(ids.contains(id)) }
    let sums = try #require(sections.first { $0.id == "projections" })
    guard case .figures(_, let fold) = sums.blocks.last else {
      Issue.record("no figures")
      return
    }
    #expect(fold != nil && sums.figures.count == 1)
  }

  @Test(
    "Every report begins with three to six sentences where there is as much to tell, each with a section"
  )
  func lead() {
    let networks = [
      network(1, gap: 0.5, distance: 0.7), network(2, gap: 0.25, distance: 0.9),
    ]
    for histories in [sweep(1), sweep(3), sweep(6), networks, [networks[0]]] {
      let content = content(histories)
      let sections = content.sections
      let lead = content.lead(over: sections)
      #expect((3...6).contains(lead.count), "\(lead.map(\.text))")
      for sentence in lead {
        #expect(sections.contains { $0.id == sentence.anchor }, "\(sentence)")
        #expect(sentence.text.hasSuffix("."))
      }
    }
    let words = content(networks).lead(over: content(networks).sections).map(\.text)
      .joined(separator: " ")
    #expect(words.contains("#2 gan-2 ended with the least duality gap, 0.25"))
    #expect(words.contains("The samples of #1 gan-1 ended nearest to the data"))
    for (name, histories) in SampleHistories.edgeCases {
      let content = content(histories)
      let sections = content.sections
      for sentence in content.lead(over: sections) {
        #expect(sections.contains { $0.id == sentence.anchor }, "\(name): \(sentence)")
      }
    }
  }

  @Test("Gaps that were searched for join the curve by λ, with their errors")
  func measuredCurve() throws {
    var supplement = ReportSupplement()
    supplement.gaps[Run.ID(1)] = [0, 1, .infinity].flatMap { penalty in
      [0, 2].map { step in
        GapReading(
          step: step, penalty: penalty, value: step == 0 ? 1 : penalty.isFinite ? 0.001 : 0.5,
          standardError: 0.0005, bound: "lower")
      }
    }
    let history = network(1, gap: 0.5, distance: 1)
    let curve = GapCurve(
      RunComparison([history]).runs[0], readings: supplement.gaps[Run.ID(1)] ?? [])
    #expect(curve.points.map(\.penalty) == [0, 1, .infinity])
    #expect(curve.points.allSatisfy { $0.isMeasured && $0.error == 0.0005 })
    #expect(curve.closedPenalty == 1)
    let section = try #require(content([history], supplement).penaltySection)
    guard case .drawing(let drawing) = section.figures[0].content else {
      Issue.record("no drawing")
      return
    }
    #expect(XMLChecker(drawing).complaints.isEmpty)
    #expect(drawing.split(separator: "class=\"ring").count == 4)
    #expect(drawing.split(separator: "class=\"error").count == 4)
  }

  @Test("Names of figures' files are names of no other figure")
  func figureNames() {
    var supplement = ReportSupplement()
    supplement.pictures = (0..<2).map { _ in
      .init(run: Run.ID(1), name: "samples.png", step: 1, mediaType: "image/png", bytes: [1])
    }
    let names = content(sweep(3), supplement).sections.flatMap(\.figures).map(\.name)
    #expect(names.count > 10 && Set(names).count == names.count)
  }
}
