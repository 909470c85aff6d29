/// The sentence that says why a verdict was given.
struct Evidence {
  let finding: WindowFinding
  let rotation: Rotation?
  let rate: Double?
  let tentativePeriod: Double?
  let stepsToDecide: Int?
  let sampling: StepSampling
  /// Whether time was counted in step sizes.
  let isWarped: Bool

  var sentence: String {
    let share = finding.windowShare
    let window = share == 1 ? "the whole run" : "the last \(percent(share)) of the run"
    return "over \(window) \(claim)" + (finding.isForced ? "; no window is one clear regime" : "")
      + clock + aliasing
  }

  /// What varying step sizes do to what is said.
  private var clock: String {
    isWarped ? "; time is the sum of the step sizes, told in steps of the last size" : ""
  }

  /// What thinning hides.
  private var aliasing: String {
    guard sampling.stride > 1 else { return "" }
    let stride = sampling.stride
    return "; only every \(stride)th step was looked at, so that a rotation of fewer than "
      + "\(2 * stride) steps would show with another period, or not at all"
  }

  private var claim: String {
    switch finding.kind {
    case .cycling: cycleClaim
    case .quasiPeriodic, .chaotic: torusClaim
    case .converging, .diverging: trendClaim
    case .drifting: driftClaim
    case .stationaryNoise: noiseClaim
    case .undetermined: undeterminedClaim
    case .converged: "it stands still"
    }
  }

  private var cycleClaim: String {
    guard let rotation, let oscillation = finding.oscillation else { return "it repeats itself" }
    let turns =
      "it turns \(short(rotation.periodCount)) times with period \(short(rotation.period))"
    let height = oscillation.candidate.recurrenceHeight
    let how =
      oscillation.candidate.route == .recurrence
      ? "returns to itself to \(short(height))"
      : "stands \(oscillation.candidate.route == .hump ? "as a hump" : "as a line") above its noise"
    return "\(turns), \(how), amplitude \(rotation.trend.rawValue)"
  }

  private var torusClaim: String {
    guard finding.reason != .irregular, let rotation else {
      return "it is smooth and bounded but returns to nothing"
    }
    let periods = rotation.linePeriods.prefix(3).map(short).joined(separator: ", ")
    return "its lines, of periods \(periods), are multiples of no common frequency"
  }

  private var trendClaim: String {
    let word = finding.kind == .converging ? "shrink" : "grow"
    if let rotation {
      let factor = short(rotation.growthPerTurn)
      return "it turns with period \(short(rotation.period)), each turn \(factor) times the last"
    }
    switch finding.reason {
    case .trend(.power):
      return "its speed falls like step^−\(short(finding.shape?.shiftedPower.power ?? 0))"
    case .trend(.averagedNoise), .trend(.slowing):
      return "its speed falls like step^−\(short(finding.shape?.power ?? 0))"
    case .decelerating: return "each quarter moves it less far than the one before"
    case .trend(.shrinkingNoise): return "its noise shrinks"
    default: return "its steps \(word) by e every \(short(1 / abs(rate ?? .nan))) steps"
    }
  }

  private var driftClaim: String {
    guard let shape = finding.shape else { return "it moves on" }
    switch finding.reason {
    case .trend(.logarithmic):
      return
        "its speed falls only like step^−\(short(shape.shiftedPower.power)), too slowly to arrive"
    case .trend(.randomWalk): return "it wanders like a random walk"
    default: return "it goes \(percent(shape.straightness)) of its way in one direction"
    }
  }

  private var noiseClaim: String {
    if let tentativePeriod, let oscillation = finding.oscillation {
      let moment = short(oscillation.demodulation.moment)
      return "noise keeps it turning with period near \(short(tentativePeriod)): "
        + "the amplitude's fourth moment is \(moment), 1 for a cycle, 2 for noise"
    }
    return "it stays about its mean; successive block means turn back"
  }

  private var undeterminedClaim: String {
    let more = stepsToDecide.map { "; about \($0) more steps would decide" } ?? ""
    if finding.reason == .noiseSustained {
      let period = tentativePeriod.map { " with period near \(short($0))" } ?? ""
      return "it turns\(period), and noise alone could keep it turning\(more)"
    }
    return "it is smooth and curved but has not returned yet\(more)"
  }

  private func percent(_ share: Double) -> String { "\(short(100 * share)) %" }

  private func short(_ value: Double) -> String { Self.short(value) }

  /// Four significant digits.
  static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "unknown" }
    var scale = 1.0
    while abs(value) * scale < 1000, scale < 1e12 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    let isWhole = rounded == rounded.rounded() && abs(rounded) < 1e15
    return isWhole ? "\(Int(rounded))" : "\(rounded)"
  }
}
