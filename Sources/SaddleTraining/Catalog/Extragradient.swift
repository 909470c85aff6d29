import SaddleGames

/// Extragradient: a trial step, then a step from the old point along the field at the trial.
///
/// w = Π(z − η∘v(z)), then z ← Π(z − η∘v(w)).
///
/// Two field evaluations per step. Converges in monotone games with an L-Lipschitz field for
/// η < 1/L; on the bilinear game with h = ηa the rate is √(1 − h² + h⁴), so it converges iff h < 1.
public struct Extragradient: TrainingMethod {
  /// η, of the trial and of the step.
  public let stepSizes: StepSizes

  /// How directions become moves.
  public let rule: StepRule

  /// Makes the method.
  public init(stepSizes: StepSizes, rule: StepRule = StepRule()) {
    self.stepSizes = stepSizes
    self.rule = rule
  }

  /// 2: a field, and the iterate while the trial stands in its place.
  public var scratchCount: Int { 2 }

  /// z ← Π(z − η∘v(Π(z − η∘v(z)))).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    state.saveProfile(in: 1)
    oracle.gradientField(at: state.profile, into: &state.scratch[0])
    state.descend(by: stepSizes, along: 0, in: oracle.game)
    oracle.gradientField(at: state.profile, into: &state.scratch[0])
    state.restoreProfile(from: 1)
    state.descend(by: stepSizes, along: 0, in: oracle.game)
  }
}

extension Extragradient {
  /// `extragradient` in the catalog.
  public static let entry = MethodEntry(
    name: "extragradient",
    summary: "looks one step ahead; converges on bilinear games for ηa < 1",
    formula: "z ← z − η v(z − η v(z))",
    source: "Korpelevich 1976",
    parameters: ParameterDescription.ruledSteps
  ) { values throws(GameError) in
    Extragradient(stepSizes: values.stepSizes, rule: values.stepRule)
  }
}
