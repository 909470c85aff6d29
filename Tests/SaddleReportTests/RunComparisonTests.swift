import Foundation
import SaddleRecording
import Testing

@testable import SaddleReport

@Suite struct RunComparisonTests {
  private let threeMethods = RunComparison(
    SampleHistories.Motion.allCases.enumerated().map { index, motion in
      SampleHistories.bilinear(Int64(index + 1), motion, steps: 200)
    })

  @Test("Only what differs is told of each run, the rest is folded away")
  func differences() {
    #expect(threeMethods.differences.map(\.name) == ["method"])
    #expect(
      threeMethods.differences[0].values == [
        "simultaneous-gda", "alternating-gda", "extragradient",
      ])
    let shared = threeMethods.sharedParameters.map(\.name)
    #expect(
      shared.contains("stepSize") && shared.contains("seed") && shared.contains("payoffScale"))
    #expect(RunComparison([]).differences.isEmpty)
  }

  @Test("A setting that one run lacks is a difference")
  func missingSetting() {
    var description = SampleHistories.run(2).description
    description.methodParameters.append(RunParameter(name: "momentum", value: "0.9"))
    let other = Run(
      id: Run.ID(2), description: description, status: .running,
      startedAt: SampleHistories.run(2).startedAt, endedAt: nil, lastStep: nil, stepCount: 0)
    let empty = RecordedTrajectory(steps: [], minimizers: [], maximizers: [])
    let comparison = RunComparison([
      RunHistory(run: SampleHistories.run(1), series: [], trajectory: empty),
      RunHistory(run: other, series: [], trajectory: empty),
    ])
    #expect(comparison.differences.map(\.name) == ["momentum"])
    #expect(comparison.differences[0].values == [nil, "0.9"])
    #expect(comparison.runs.map(\.label) == ["#1", "#2 momentum 0.9"])
  }

  @Test("Labels hold what tells runs apart, and no more")
  func labels() {
    #expect(
      threeMethods.runs.map(\.label) == [
        "#1 simultaneous-gda", "#2 alternating-gda", "#3 extragradient",
      ])
    let one = RunComparison([SampleHistories.bilinear(7, .extragradient, steps: 2)])
    #expect(one.runs.map(\.label) == ["#7 extragradient"])
    let seeds = (1...3).map { index in
      SampleHistories.bilinear(Int64(index), .extragradient, steps: 2, seed: UInt64(index))
    }
    #expect(RunComparison(seeds).runs.map(\.label) == ["#1 seed 1", "#2 seed 2", "#3 seed 3"])
    let twins = (1...2).map { SampleHistories.bilinear(Int64($0), .extragradient, steps: 2) }
    #expect(RunComparison(twins).runs.map(\.label) == ["#1 bilinear-1", "#2 bilinear-2"])
  }

  @Test("The best is the value nearest to 0, by last and by best value")
  func best() {
    let distance = ReportedMetric.builtIn(.equilibriumDistance)
    #expect(threeMethods.bestRuns(in: distance, by: \.last) == [2])
    #expect(threeMethods.bestRuns(in: .builtIn(.payoff), by: \.last).isEmpty)
    let alone = RunComparison([SampleHistories.bilinear(1, .extragradient, steps: 5)])
    #expect(alone.bestRuns(in: distance, by: \.last).isEmpty)
    let equal = RunComparison([
      SampleHistories.custom(1, values: [1, 2]), SampleHistories.custom(2, values: [3, 2]),
      SampleHistories.custom(3, values: [.nan, .nan]),
    ])
    #expect(equal.bestRuns(in: .builtIn(.dualityGap), by: \.last).isEmpty)
    #expect(equal.bestRuns(in: .builtIn(.dualityGap), by: \.best) == [0])
  }

  @Test("Runs of different games are not ranked")
  func differentGames() {
    let empty = RecordedTrajectory(steps: [], minimizers: [], maximizers: [])
    let histories = ["bilinear", "dirac-gan"].enumerated().map { index, game in
      RunHistory(
        run: SampleHistories.run(Int64(index), game: game),
        series: [MetricSeries(name: "dualityGap", steps: [0], values: [Double(index)])],
        trajectory: empty)
    }
    let comparison = RunComparison(histories)
    #expect(!comparison.isSameGame)
    #expect(comparison.bestRuns(in: .builtIn(.dualityGap), by: \.last).isEmpty)
  }

  @Test("Losses that repeat the payoff are not shown, others are")
  func losses() {
    #expect(threeMethods.metrics.contains(.builtIn(.minimizerLoss)))
    #expect(!threeMethods.shownMetrics.contains(.builtIn(.minimizerLoss)))
    #expect(!threeMethods.shownMetrics.contains(.builtIn(.maximizerLoss)))
    let lone = RunComparison([SampleHistories.custom(1, metric: "minimizerLoss", values: [1])])
    #expect(lone.shownMetrics == [.builtIn(.minimizerLoss)])
  }

  @Test("The summary has a row per run, and marks the best last values")
  func table() {
    let table = threeMethods.table
    #expect(table.rows.count == 3)
    #expect(
      table.columns.map(\.name).prefix(8) == [
        "run", "name", "game", "method", "seed", "steps", "status", "payoff",
      ])
    #expect(table.rows[0][5] == .integer(201))
    #expect(table.rows[0][6] == .text("ended: all steps were played"))
    #expect(!table.marks.isEmpty && table.marks.allSatisfy { $0.row == 2 })
    #expect(CSVReader.rows(table.render(as: .csv)).allSatisfy { $0.count == table.columns.count })
  }

  @Test("The text for a terminal tells story, differences and metrics")
  func text() {
    let comparison = RunComparison([
      SampleHistories.custom(1, values: [4, 2, 1]), SampleHistories.custom(2, values: [4, 5, 8]),
    ])
    #expect(
      comparison.text(width: 72) == """
        2 runs of bilinear, trained with simultaneous-gda. #1 ended with the
        least duality gap, 1; #2 with the greatest, 8.

        run  name    steps  status
        ───  ──────  ─────  ────────────────────────────
        #1   custom      3  ended: all steps were played
        #2   custom      3  ended: all steps were played

        Same in all runs: game bilinear, method simultaneous-gda, seed 1,
        experiment default, payoffScale 1.0, stepSize 0.05, steps 2, version
        0.1.0, commit c0ffee, host test-host.

        Known equilibria of bilinear (payoffScale 1.0):
          (0, 0): Nash equilibrium, so λ-proximal for every λ (Nash (0, 0))
          Gaps refer to |x|, |y| ≤ 2.0.

        metric       run  first  last   best   at step  first to last
        ───────────  ───  ─────  ────   ────   ───────  ─────────────
        duality gap  #1       4     1*     1*        2  █▅▁
                     #2       4     8      4         0  ▁▃█

        *: best of the runs (nearest to 0)

        """)
    #expect(RunComparison([]).text() == "There are no runs to compare.\n")
  }

  @Test("The text of one run has all its settings")
  func oneRun() {
    let text = RunComparison([SampleHistories.bilinear(7, .extragradient, steps: 3)]).text()
    #expect(text.contains("of           setting      #7\n"))
    #expect(text.contains("method       stepSize     0.05\n"))
    #expect(!text.contains("best of the runs"))
  }

  @Test("A list has a row per run, seeds beyond SQLite's integers as words")
  func listing() {
    let table = TabularText(listing: [
      SampleHistories.run(1, count: 12_001), SampleHistories.run(2, seed: .max),
    ])
    #expect(
      table.render(as: .csv) == """
        run,experiment,name,game,method,seed,steps,status,started
        1,default,bilinear-1,bilinear,simultaneous-gda,1,12001,ended: all steps were played,\
        2026-09-21T14:13:20Z
        2,default,bilinear-2,bilinear,simultaneous-gda,18446744073709551615,0,\
        ended: all steps were played,2026-09-21T14:13:20Z

        """)
  }

  @Test(
    "A run's status is told in words",
    arguments: [
      (.running, 5, "running, at step 4"), (.running, 0, "running"),
      (.crashed, 813, "crashed at step 812"), (.crashed, 0, "crashed before its first step"),
      (.ended(.nonfinite), 3, "ended: a parameter became NaN or infinite"),
    ] as [(RunStatus, Int, String)])
  func status(status: RunStatus, count: Int, words: String) {
    #expect(SampleHistories.run(1, status: status, count: count).statusWords == words)
  }

  @Test("A recorded verdict stands in the terminal's table and in the page's first sentences")
  func verdicts() {
    let plain = SampleHistories.bilinear(1, .alternating, steps: 40)
    var verdict = RunVerdict(
      players: .both, fromStep: 0, lastStep: 40, stride: 1, source: "parameters", kind: "cycling",
      confidence: 0.98, sinceStep: 0, evidence: "it turns", details: "{}")
    verdict.period = 62.8
    verdict.periodError = 0.013
    let judged = RunHistory(
      run: plain.run, series: plain.series, trajectory: plain.trajectory, verdict: verdict)
    let other = SampleHistories.bilinear(2, .extragradient, steps: 40)
    let text = RunComparison([judged, other]).text()
    #expect(text.contains("cycling, period 62.8 ± 0.01"))
    let page = HTMLReport(
      [judged, other], title: "t", storePath: "s", generatedAt: Date(timeIntervalSince1970: 0),
      version: "0"
    ).text
    #expect(page.contains("is judged cycling with period 62.8 ± 0.01 steps (confidence 98 %)"))
    #expect(!RunComparison([plain, other]).text().contains("verdict"))
  }
}
