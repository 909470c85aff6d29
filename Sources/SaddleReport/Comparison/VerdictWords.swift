import SaddleRecording

/// What a recorded verdict says, in the words of reports.
enum VerdictWords {
  /// `cycling, period 62.8 ± 0.01`.
  static func brief(_ verdict: RunVerdict) -> String {
    let word = name(of: verdict)
    guard let period = verdict.period else { return word }
    let error = verdict.periodError.map { " ± \(NumberText.typographic($0, digits: 2))" } ?? ""
    return "\(word), period \(NumberText.typographic(period))\(error)"
  }

  /// The predicate of a sentence: `is cycling with period 62.8 ± 0.01 steps (confidence 0.99)`.
  static func sentence(_ verdict: RunVerdict) -> String {
    var text = "is judged \(name(of: verdict))"
    if let period = verdict.period {
      let error = verdict.periodError.map { " ± \(NumberText.typographic($0, digits: 2))" } ?? ""
      text += " with period \(NumberText.typographic(period))\(error) steps"
    }
    if let trend = verdict.trend, verdict.period != nil { text += " and \(trend) amplitude" }
    return text + " (confidence \(NumberText.typographic(verdict.confidence, digits: 2)))"
  }

  /// `quasi-periodic` for `quasiPeriodic`.
  private static func name(of verdict: RunVerdict) -> String {
    switch verdict.kind {
    case "quasiPeriodic": "quasi-periodic"
    case "stationaryNoise": "stationary noise"
    default: verdict.kind
    }
  }
}
