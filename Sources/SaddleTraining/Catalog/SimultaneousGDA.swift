import SaddleGames

/// Simultaneous gradient descent ascent: z ← Π(z − η∘v(z)).
///
/// One field evaluation per step. Converges locally iff ρ(I − ηJ) < 1, that is
/// η < min 2Re ℓ/|ℓ|² over the eigenvalues ℓ of J; on a bilinear game it always spirals out, by
/// √(1 + η²a²) per step.
public struct SimultaneousGDA: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes

  /// How directions become moves.
  public let rule: StepRule

  /// Makes the method.
  public init(stepSizes: StepSizes, rule: StepRule = StepRule()) {
    self.stepSizes = stepSizes
    self.rule = rule
  }

  /// z ← Π(z − η∘v(z)).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    oracle.gradientField(at: state.profile, into: &state.scratch[0])
    state.descend(by: stepSizes, along: 0, in: oracle.game)
  }
}

extension SimultaneousGDA {
  /// `simultaneous-gda` in the catalog.
  public static let entry = MethodEntry(
    name: "simultaneous-gda",
    summary: "both players step at once; spirals out on bilinear games",
    formula: "z ← z − η v(z)",
    source: "Arrow, Hurwicz & Uzawa 1958",
    parameters: ParameterDescription.ruledSteps
  ) { values throws(GameError) in
    SimultaneousGDA(stepSizes: values.stepSizes, rule: values.stepRule)
  }
}
