import SaddleRecording

/// What a recorded verdict says, in the words of reports.
enum VerdictWords {
  /// `cycling, period 62.8 ± 0.01`.
  static func brief(_ verdict: RunVerdict) -> String {
    let word = name(of: verdict)
    guard let period = verdict.period else { return word }
    return "\(word), period \(words(period, error: verdict.periodError))"
  }

  /// The predicate of a sentence: `is judged cycling with period 62.8 ± 0.1 steps (confidence 99 %)`.
  static func sentence(_ verdict: RunVerdict) -> String {
    var text = "is judged \(name(of: verdict))"
    if let period = verdict.period {
      text += " with period \(words(period, error: verdict.periodError)) steps"
    }
    if let trend = verdict.trend, verdict.period != nil { text += " and \(trend) amplitude" }
    return text + " (confidence \(Int((100 * verdict.confidence).rounded(.down))) %)"
  }

  /// A number with as many digits as its error leaves, at most six: `41.8 ± 0.1`; without the error where
  /// six digits are surer than they show.
  static func words(_ value: Double, error: Double?) -> String {
    guard let error, error.isFinite, error > 0, value.isFinite, value != 0 else {
      return NumberText.typographic(value)
    }
    let digits = DecimalDigits(value).exponent - DecimalDigits(error).exponent + 1
    guard digits <= 6 else { return NumberText.typographic(value, digits: 6) }
    return NumberText.typographic(value, digits: max(1, digits))
      + " ± \(NumberText.typographic(error, digits: 1))"
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
