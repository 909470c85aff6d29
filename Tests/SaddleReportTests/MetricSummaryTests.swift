import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct MetricSummaryTests {
  private func summary(_ name: String, _ values: [Double]) -> MetricSummary {
    MetricSummary(MetricSeries(name: name, steps: values.indices.map { $0 * 10 }, values: values))
  }

  @Test("First, last, least, greatest and best are told with their steps")
  func points() {
    let gap = summary("dualityGap", [3, -0.5, 0.25, 7, 1])
    #expect(gap.metric == .builtIn(.dualityGap))
    #expect(gap.count == 5)
    #expect(gap.first == .init(step: 0, value: 3) && gap.last == .init(step: 40, value: 1))
    #expect(gap.least == .init(step: 10, value: -0.5))
    #expect(gap.greatest == .init(step: 30, value: 7))
    #expect(gap.best == .init(step: 20, value: 0.25))
  }

  @Test("A payoff has no best value")
  func payoff() {
    #expect(summary("payoff", [1, 2]).best == nil)
    #expect(summary("my own", [1, 2]).best == nil)
  }

  @Test("NaN and infinities are counted and never least, greatest or best")
  func nonfinite() {
    let mixed = summary("fieldNorm", [.nan, 2, .infinity, -.infinity, .nan])
    #expect(mixed.nanCount == 2 && mixed.infiniteCount == 2)
    #expect(mixed.least?.value == 2 && mixed.greatest?.value == 2 && mixed.best?.step == 10)
    #expect(mixed.first?.value.isNaN == true && mixed.last?.value.isNaN == true)
    let none = summary("fieldNorm", [])
    #expect(none.first == nil && none.last == nil && none.best == nil && none.count == 0)
  }

  @Test(
    "A series is known by its name",
    arguments: [
      ("payoff", .builtIn(.payoff)), ("proximalGap(0.1)", .proximalGap(penalty: 0.1)),
      ("proximalGap(10.0)", .proximalGap(penalty: 10)),
      ("proximalGap(x)", .custom("proximalGap(x)")),
      ("accuracy", .custom("accuracy")), ("accuracy(1.0)", .custom("accuracy(1.0)")),
    ] as [(String, ReportedMetric)])
  func names(name: String, metric: ReportedMetric) {
    #expect(ReportedMetric(seriesName: name) == metric)
  }

  @Test("Every built-in metric has titles of its own")
  func titles() {
    let metrics = BuiltInMetric.allCases.map { ReportedMetric.builtIn($0) }
    #expect(Set(metrics.map(\.title)).count == metrics.count)
    #expect(Set(metrics.map(\.shortTitle)).count == metrics.count)
  }
}
