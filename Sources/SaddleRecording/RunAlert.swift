/// Something noticed while a run was made.
public struct RunAlert: Hashable, Sendable {
  /// What was noticed.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The run goes round.
    case cycle
    /// The run moves away, faster and faster.
    case diverging
  }

  /// What was noticed.
  public let kind: Kind
  /// The step at which it was noticed.
  public let step: Int
  /// The step since which it holds, as far as it was seen.
  public let sinceStep: Int
  /// The chance that it is right, in [0, 1].
  public let confidence: Double
  /// T in steps, of a cycle.
  public let period: Double?
  /// One sentence that says why.
  public let evidence: String
  /// The step at which it was taken back; nil while it stands.
  public var clearedStep: Int?

  /// Joins the parts.
  public init(
    kind: Kind, step: Int, sinceStep: Int, confidence: Double, period: Double?, evidence: String,
    clearedStep: Int? = nil
  ) {
    self.kind = kind
    self.step = step
    self.sinceStep = sinceStep
    self.confidence = confidence
    self.period = period
    self.evidence = evidence
    self.clearedStep = clearedStep
  }
}

/// What a step adds to the alerts of its run.
public enum AlertChange: Hashable, Sendable {
  /// Something is noticed.
  case raised(RunAlert)
  /// What was noticed is so no more: the open alerts of a kind are taken back.
  case cleared(RunAlert.Kind)
}
