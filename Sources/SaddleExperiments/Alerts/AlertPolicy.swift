public import SaddleRecording

/// Which alerts a training raises, and which of them end it.
public struct AlertPolicy: Hashable, Sendable {
  /// The least confidence of each kind that is looked for.
  public var leastConfidence: [RunAlert.Kind: Double]
  /// The kinds that end the run; they are looked for as well.
  public var stops: Set<RunAlert.Kind>

  /// What one is told of unless a confidence is given: of those said at 0.9, nine in ten are right.
  public static let usualConfidence = 0.9

  /// Looks for nothing.
  public init(leastConfidence: [RunAlert.Kind: Double] = [:], stops: Set<RunAlert.Kind> = []) {
    self.leastConfidence = leastConfidence
    self.stops = stops
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { leastConfidence.isEmpty && stops.isEmpty }

  /// How confident an alert of a kind must be; nil if it is not looked for.
  func threshold(_ kind: RunAlert.Kind) -> Double? {
    leastConfidence[kind] ?? (stops.contains(kind) ? Self.usualConfidence : nil)
  }
}
