/// What one window says, before the windows are weighed against each other.
struct WindowFinding {
  /// Why the window says so.
  enum Reason: Hashable {
    /// Its rotation.
    case rotation
    /// Its steps grow or shrink exponentially, with or without rotation.
    case spiral
    case strongExponential
    /// Its rotation, once time is warped by a period that changes.
    case chirp
    /// It does not turn.
    case trend(TrendWindow.Reason)
    /// It is smooth but returns to nothing.
    case irregular
    /// Later and later displacements shrink.
    case decelerating
    /// It turns, and noise alone could keep it turning.
    case noiseSustained
  }

  var kind: Verdict.Kind
  /// Whether the window is one regime.
  var isConsistent: Bool
  var reason: Reason
  /// e-folds per sample.
  var rate: Double?
  /// e-folds over the window and the fit's R².
  var growth = 0.0
  var rSquared = 0.0
  /// T in samples.
  var period: Double?
  var endPeriod: Double?
  /// The period of a rotation that noise could explain.
  var tentativePeriod: Double?
  /// Periods in the window.
  var periodCount: Double?
  var oscillation: Oscillation?
  var shape: PathShape?
  /// Whether the oscillation was measured on steps freed of their exponential.
  var isOfSteps = false
  /// The share of the run in the window, and its first sample.
  var windowShare = 1.0
  var start = 0
  /// Samples per sample of the trajectory's own clock.
  var blockLength = 1
  /// Whether no window is consistent.
  var isForced = false

  /// A window that turns.
  init(_ oscillation: Oscillation) {
    kind = oscillation.kind
    isConsistent = oscillation.isConsistent
    reason = kind == .undetermined ? .noiseSustained : .rotation
    rate = oscillation.fit.line.slope
    growth = oscillation.growth
    rSquared = oscillation.fit.line.rSquared
    period = oscillation.period
    endPeriod = oscillation.endPeriod
    tentativePeriod = kind == .undetermined ? oscillation.period : nil
    periodCount = oscillation.periodCount
    self.oscillation = oscillation
  }

  /// A window that does not turn.
  init(_ trend: TrendWindow) {
    kind = trend.kind
    isConsistent = trend.isConsistent
    reason = .trend(trend.reason)
    rate = trend.shape.rate
    growth = trend.shape.span
    rSquared = trend.shape.exponentialRSquared
    shape = trend.shape
  }

  /// A window whose steps grow or shrink exponentially, perhaps turning.
  init(_ envelope: StepEnvelope, spiral: Oscillation?) {
    kind = envelope.rate > 0 ? .diverging : .converging
    isConsistent = true
    reason = spiral == nil ? .strongExponential : .spiral
    rate = envelope.rate + (spiral?.fit.line.slope ?? 0)
    growth = envelope.span
    rSquared = envelope.fit.line.rSquared
    period = spiral?.period
    periodCount = spiral?.periodCount
    oscillation = spiral
    isOfSteps = true
  }

  /// Whether the finding is a cycle or a torus.
  var isRecurrent: Bool { kind == .cycling || kind == .quasiPeriodic }

  /// Reads a finding on block means in the clock of the trajectory.
  mutating func scaleTime(by blockLength: Int, offset: Int) {
    let factor = Double(blockLength)
    self.blockLength = blockLength
    period = period.map { $0 * factor }
    endPeriod = endPeriod.map { $0 * factor }
    tentativePeriod = tentativePeriod.map { $0 * factor }
    rate = rate.map { $0 / factor }
    start = offset + start * blockLength
  }
}
