import SaddleCycles

/// Labelled runs, judged: how verdicts compare with the truth, and how sure they were.
struct JudgedRuns {
  private(set) var score = DetectionScore()
  /// Of all verdicts but the undetermined.
  private(set) var said: [(confidence: Double, isRight: Bool)] = []

  mutating func judge(_ run: LabelledRun, name: String) throws {
    let verdict = try run.verdict()
    score.add(run, verdict, name: name)
    if verdict.kind != .undetermined {
      said.append((verdict.confidence, run.accepts(verdict.kind)))
    }
  }
}
