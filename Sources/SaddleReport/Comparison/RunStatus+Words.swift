public import SaddleRecording

extension Run {
  /// How the run stands, in words: `ended: all steps were played`, `crashed at step 812`.
  public var statusWords: String {
    switch status {
    case .running: lastStep.map { "running, at step \(NumberText.count($0))" } ?? "running"
    case .crashed:
      lastStep.map { "crashed at step \(NumberText.count($0))" } ?? "crashed before its first step"
    case .ended(let outcome): "ended: \(outcome.sentence)"
    }
  }

  /// The same as the predicate of a sentence about the run.
  var statusSentence: String {
    let step = lastStep.map { " at step \(NumberText.count($0))" }
    switch status {
    case .running: return step.map { "is running and stands\($0)" } ?? "has just begun"
    case .crashed: return step.map { "crashed\($0)" } ?? "crashed before its first step"
    case .ended(let outcome): return "ended\(step ?? " before its first step"): \(outcome.sentence)"
    }
  }
}
