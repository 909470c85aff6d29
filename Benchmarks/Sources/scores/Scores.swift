import SaddleCycles

/// How often verdicts are right, as the table that docs/cycle-scores.md holds.
///
///     swift run -c release --package-path Benchmarks cycle-scores > docs/cycle-scores.md
///
/// Seeds 100 and up: no threshold has seen them. The families of runs are those of the tests, the
/// stress runs and the hard runs are drawn here. The same seeds make the same table. `--calibrate`
/// fits the weights of the confidence, on other seeds of the hard runs; `--corpus FOLDER` scores
/// labelled runs of another program (``CorpusScore``).
@main
enum Scores {
  static func main() throws {
    let words = CommandLine.arguments
    if words.contains("--calibrate") { return print(try Calibration(runCount: 8_000).text) }
    if let place = words.firstIndex(of: "--corpus"), place + 1 < words.count {
      return print(try CorpusScore(folder: words[place + 1]).text)
    }
    var (families, naive) = (JudgedRuns(), NaiveScore())
    for family in DynamicsFamily.all {
      for seed in 100..<120 {
        let run = family.run(seed: seed)
        try families.judge(run, name: "\(family.name) \(seed)")
        naive.judge(run)
      }
    }
    var (stress, watched) = (JudgedRuns(), WatchScore())
    for seed in 100..<1_100 {
      let (name, run) = StressRun.make(seed: seed)
      try stress.judge(run, name: "\(name) \(seed)")
      watched.add(run)
    }
    var hard = JudgedRuns()
    for seed in 100..<4_100 {
      let (name, run) = HardRun.make(seed: seed)
      try hard.judge(run, name: "\(name) \(seed)")
    }
    print(ScoreText.opening)
    print("## Score\n\n\(ScoreText.header)")
    print(ScoreText.row("\(DynamicsFamily.all.count) families × 20 seeds", families.score))
    print(ScoreText.row("1,000 stress runs", stress.score))
    print(ScoreText.row("4,000 hard runs", hard.score))
    let sets = [("families", families), ("stress runs", stress), ("hard runs", hard)]
    for (name, runs) in sets {
      print("\n## Confusion, \(name)\n\n\(ScoreText.confusion(runs.score))")
    }
    print("\n## What one would write first\n\nThe families without tori.\n")
    print("| Detector | False cycles | Cycles found |\n|---|---|---|\n\(naive.rows)")
    print("| `CycleAnalysis` | \(families.score.falseCycles) | \(families.score.foundCycles) |")
    for (name, runs) in sets.reversed() {
      print("\n## Reliability, \(name)\n\n\(ScoreText.reliability(runs.said))")
    }
    print("\n## While it trains, stress runs\n\n\(watched.text)")
    print("\n## Mistakes\n")
    for mistake in families.score.mistakes + stress.score.mistakes { print("- \(mistake)") }
    print("\n## Mistakes on hard runs, by kind\n\n\(ScoreText.kinds(of: hard.score.mistakes))")
  }
}
