import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct RunStoryTests {
  @Test(
    "What a norm, distance or gap did is told from its record",
    arguments: [
      ([2], "was 2"), ([2, 1], "fell from 2 to 1"), ([1, 20_000], "grew from 1 to 20,000"),
      ([1, 0], "fell from 1 to 0"), ([1, 1.01, 1], "stayed near 1"),
      ([1, 3, 1], "ended where it began, near 1, between 1 and 3"),
      ([4, 0.1, 2], "fell from 4 to 2, at best 0.1 at step 1"),
      ([4, 90, 2], "fell from 4 to 2, with a peak of 90 at step 1"),
      ([1, .infinity], "went from 1 to ∞"), ([1, .nan], "went from 1 to NaN"),
      ([.nan, .nan], "was never finite"),
    ] as [([Double], String)])
  func trends(values: [Double], words: String) {
    let series = MetricSeries(name: "dualityGap", steps: Array(values.indices), values: values)
    #expect(RunStory.trend(of: MetricSummary(series)) == words)
  }

  @Test(
    "A payoff neither falls nor grows: it goes",
    arguments: [
      ([1, -3, 2], "went from 1 to 2, between −3 and 2"), ([5, 5.01], "stayed near 5.01"),
      ([1, -1, 1], "began and ended at 1, between −1 and 1"),
    ] as [([Double], String)])
  func payoff(values: [Double], words: String) {
    let series = MetricSeries(name: "payoff", steps: Array(values.indices), values: values)
    #expect(RunStory.trend(of: MetricSummary(series)) == words)
  }

  @Test("A run's paragraph tells how it was played, how it ended and what it lost")
  func paragraph() throws {
    let history = SampleHistories.custom(3, values: [1, .nan, .infinity, 2])
    let comparison = RunComparison([history])
    #expect(
      RunStory(comparison).lead
        == "#3 simultaneous-gda played bilinear from seed 1 and ended at step 3: all steps were "
        + "played. The duality gap grew from 1 to 2; 1 value was NaN and 1 value was infinite.")
  }

  @Test("A paragraph does not repeat what the label says")
  func label() {
    let histories = (1...2).map { index in
      SampleHistories.bilinear(Int64(index), .extragradient, steps: 1, seed: UInt64(index))
    }
    let comparison = RunComparison(histories)
    #expect(
      RunStory(comparison).sentences(of: comparison.runs[1]).hasPrefix(
        "#2 seed 2 played bilinear with extragradient and ended at step 1: all steps were played."))
  }

  @Test("The lead names the run that came nearest and the one that ended farthest")
  func lead() {
    let histories = SampleHistories.Motion.allCases.enumerated().map { index, motion in
      SampleHistories.bilinear(Int64(index + 1), motion, steps: 1_000)
    }
    #expect(
      RunStory(RunComparison(histories)).lead
        == "3 runs of bilinear, trained with simultaneous-gda, alternating-gda and extragradient. "
        + "#3 extragradient ended nearest to a known equilibrium, at distance 0.4058; "
        + "#1 simultaneous-gda farthest, at 4.928.")
    #expect(RunStory(RunComparison([])).lead == "There are no runs to report.")
  }

  @Test(
    "An equilibrium is told by its kind",
    arguments: [
      ("nash", nil, "Nash equilibrium, so λ-proximal for every λ"),
      ("proximal", 1.97, "λ-proximal up to λ* = 1.97, no Nash equilibrium"),
      (
        "stationary", nil,
        "stationary point (v = 0), neither Nash nor λ-proximal: a warning, not a goal"
      ),
      ("odd", nil, "odd"),
    ] as [(String, Double?, String)])
  func kinds(kind: String, order: Double?, words: String) {
    let known = RecordedEquilibrium(
      kind: kind, proximalOrder: order, note: "", profile: [0, 1, 2, 3, 4, 0.5])
    #expect(EquilibriumWords.kind(of: known) == words)
    #expect(
      EquilibriumWords.profile(of: known, minimizerCount: 5) == "x = (0, 1, 2, 3, …), y = (0.5)")
  }

  @Test("A point of the plane is a plain pair")
  func pair() {
    #expect(EquilibriumWords.profile(of: SampleHistories.nash, minimizerCount: 1) == "(0, 0)")
  }
}
