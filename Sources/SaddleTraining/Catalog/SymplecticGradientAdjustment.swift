import SaddleGames

/// Symplectic gradient adjustment: descends v + τAᵀv, where A = (J − Jᵀ)/2 is the part that rotates.
///
/// z ← Π(z − η∘(v + τAᵀv)), Aᵀv = (Jᵀv − Jv)/2.
///
/// One field evaluation and two Jacobian products per step; noise enters v, J is exact. The linear
/// map is I − η(I + τAᵀ)J. τ keeps its sign: the sign alignment of the paper is left out, so that
/// the step is a smooth function of the iterate. On bilinear games it equals consensus optimization
/// with γ = τ.
public struct SymplecticGradientAdjustment: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes
  /// τ ≥ 0.
  public let adjustment: Double
  /// How directions become moves.
  public let rule: StepRule

  /// Makes the method.
  public init(stepSizes: StepSizes, adjustment: Double, rule: StepRule = StepRule()) {
    self.stepSizes = stepSizes
    self.adjustment = adjustment
    self.rule = rule
  }

  /// 3: v, Jᵀv and Jv.
  public var scratchCount: Int { 3 }

  /// z ← Π(z − η∘(v + τAᵀv)).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    oracle.gradientField(at: state.profile, into: &state.scratch[0])
    let field = state.scratch[0]
    oracle.game.transposedJacobianProduct(at: state.profile, field, into: &state.scratch[1])
    oracle.game.jacobianProduct(at: state.profile, field, into: &state.scratch[2])
    for index in field.indices {
      let turned = (state.scratch[1][index] - state.scratch[2][index]) / 2
      state.scratch[1][index] = field[index] + adjustment * turned
    }
    state.descend(by: stepSizes, along: 1, in: oracle.game)
  }
}

extension SymplecticGradientAdjustment {
  /// `symplectic-gradient-adjustment` in the catalog.
  public static let entry = MethodEntry(
    name: "symplectic-gradient-adjustment",
    summary: "adds the rotating part's transpose to the field; turns cycles into spirals",
    formula: "z ← z − η (v + τ Aᵀv), A = (J − Jᵀ)/2",
    source: "Balduzzi et al. 2018",
    parameters: [
      .stepSize, .timescaleRatio,
      ParameterDescription(
        "adjustment", default: .real(0.3), "τ ≥ 0, the weight of the adjustment Aᵀv",
        range: ParameterDescription.nonnegative),
    ] + ParameterDescription.stepRule
  ) { values throws(GameError) in
    SymplecticGradientAdjustment(
      stepSizes: values.stepSizes, adjustment: values.real("adjustment"),
      rule: values.stepRule)
  }
}
