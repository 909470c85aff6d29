public import SaddleGames

/// Optimistic gradient descent ascent: z ← Π(z − 2η∘v(z_t) + η∘v(z_{t−1})).
///
/// One field evaluation per step; the last field is carried in the memory. Before the first step
/// v(z₋₁) is taken to be v(z₀), so that the first step is one of simultaneous GDA. On a quadratic
/// game an eigenvalue ℓ of J gives the roots of μ² − (1 − 2ηℓ)μ − ηℓ = 0; the bilinear game
/// converges iff ηa < 1/√3.
public struct OptimisticGDA: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes

  /// How directions become moves.
  public let rule: StepRule

  /// Makes the method.
  public init(stepSizes: StepSizes, rule: StepRule = StepRule()) {
    self.stepSizes = stepSizes
    self.rule = rule
  }

  /// n + m: the field of the step before, with the noise it had.
  public func memoryCount(for shape: ProfileShape) -> Int { shape.count }

  /// 2: the field, and its extrapolation.
  public var scratchCount: Int { 2 }

  /// z ← Π(z − η∘(2v_t − v_{t−1})).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    oracle.gradientField(at: state.profile, into: &state.scratch[0])
    state.extrapolateField()
    state.descend(by: stepSizes, along: 1, in: oracle.game)
  }
}

extension MethodState {
  /// Writes 2v_t − v_{t−1} to scratch 1 and remembers v_t.
  ///
  /// v_t comes from scratch 0 and v_{t−1} from the memory. At step 0 there is no field before: it
  /// writes v₀.
  mutating func extrapolateField() {
    for index in memory.indices {
      let current = scratch[0][index]
      let previous = step == 0 ? current : memory[index]
      scratch[1][index] = 2 * current - previous
      memory[index] = current
    }
  }
}

extension OptimisticGDA {
  /// `optimistic-gda` in the catalog.
  public static let entry = MethodEntry(
    name: "optimistic-gda",
    summary: "extrapolates the field; converges on bilinear games for ηa < 1/√3",
    formula: "z ← z − 2η v(zₜ) + η v(zₜ₋₁)",
    source: "Popov 1980; Daskalakis, Ilyas, Syrgkanis & Zeng 2018",
    parameters: ParameterDescription.ruledSteps
  ) { values throws(GameError) in
    OptimisticGDA(stepSizes: values.stepSizes, rule: values.stepRule)
  }
}
