import SaddleGames

/// Consensus optimization: descends v + γJᵀv, which is the field plus γ times the gradient of ½‖v‖².
///
/// z ← Π(z − η∘(v + γJᵀv)).
///
/// One field evaluation and one transposed Jacobian product per step; noise enters v, J is exact.
/// The linear map is I − η(I + γJᵀ)J: the bilinear game converges iff η < 2γ/(1 + γ²a²). Its rest
/// points solve v + γJᵀv = 0 and need not be stationary points of the game.
public struct ConsensusOptimization: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes
  /// γ ≥ 0.
  public let regularization: Double
  /// How directions become moves.
  public let rule: StepRule

  /// Makes the method.
  public init(stepSizes: StepSizes, regularization: Double, rule: StepRule = StepRule()) {
    self.stepSizes = stepSizes
    self.regularization = regularization
    self.rule = rule
  }

  /// 2: v and Jᵀv.
  public var scratchCount: Int { 2 }

  /// z ← Π(z − η∘(v + γJᵀv)).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    oracle.gradientField(at: state.profile, into: &state.scratch[0])
    let field = state.scratch[0]
    oracle.game.transposedJacobianProduct(at: state.profile, field, into: &state.scratch[1])
    for index in field.indices {
      state.scratch[1][index] = field[index] + regularization * state.scratch[1][index]
    }
    state.descend(by: stepSizes, along: 1, in: oracle.game)
  }
}

extension ConsensusOptimization {
  /// `consensus-optimization` in the catalog.
  public static let entry = MethodEntry(
    name: "consensus-optimization",
    summary: "also descends ‖v‖²; stops rotation, and may stop where v ≠ 0",
    formula: "z ← z − η (v + γ Jᵀv)",
    source: "Mescheder, Nowozin & Geiger 2017",
    parameters: [
      .stepSize, .timescaleRatio,
      ParameterDescription(
        "regularization", default: .real(0.3), "γ ≥ 0, the weight of ∇½‖v‖²",
        range: ParameterDescription.nonnegative),
    ] + ParameterDescription.stepRule
  ) { values throws(GameError) in
    ConsensusOptimization(
      stepSizes: values.stepSizes, regularization: values.real("regularization"),
      rule: values.stepRule)
  }
}
