import SaddleGames

/// Lookahead: k steps of gradient descent ascent, then back to a point on the way.
///
/// w = GDAᵏ(z), then z ← Π(z + α(w − z)).
///
/// One recorded step is one outer step: k field evaluations (k per block when alternating). The
/// linear map is (1 − α)I + αMᵏ with M that of the base; with k = 5, α = ½, ηa = 0.15 and
/// simultaneous steps the bilinear game converges by 0.958 per outer step.
public struct Lookahead: TrainingMethod {
  /// η of the inner steps.
  public let stepSizes: StepSizes
  /// k ≥ 1.
  public let innerSteps: Int
  /// α in (0, 1]: the share of the way that is kept.
  public let interpolation: Double
  /// How the inner steps are played.
  public let order: PlayOrder
  /// How the inner directions become moves; moments go on from one outer step to the next.
  public let rule: StepRule

  /// Makes the method.
  public init(
    stepSizes: StepSizes, innerSteps: Int = 5, interpolation: Double = 0.5,
    order: PlayOrder = .simultaneous, rule: StepRule = StepRule()
  ) {
    self.rule = rule
    self.stepSizes = stepSizes
    self.innerSteps = innerSteps
    self.interpolation = interpolation
    self.order = order
  }

  /// 2: the inner field, and the iterate before the inner steps.
  public var scratchCount: Int { 2 }

  /// z ← Π(z + α(GDAᵏ(z) − z)).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    state.saveProfile(in: 1)
    for inner in 0..<innerSteps {
      if inner > 0 { oracle.drawNextBatch() }
      switch order {
      case .simultaneous:
        SimultaneousGDA(stepSizes: stepSizes).advance(&state, oracle: &oracle)
      case .alternating:
        AlternatingGDA(stepSizes: stepSizes).advance(&state, oracle: &oracle)
      }
    }
    for index in state.profile.values.indices {
      let from = state.scratch[1][index]
      state.profile.values[index] = from + interpolation * (state.profile.values[index] - from)
    }
    oracle.game.project(.minimizer, of: &state.profile)
    oracle.game.project(.maximizer, of: &state.profile)
  }
}

extension Lookahead {
  /// `lookahead` in the catalog.
  public static let entry = MethodEntry(
    name: "lookahead",
    summary: "k steps forward, a share α of the way kept; averages rotation out",
    formula: "z ← z + α (GDAᵏ(z) − z)",
    source: "Zhang, Lucas, Hinton & Ba 2019; Chavdarova et al. 2021",
    parameters: [
      .stepSize, .timescaleRatio,
      ParameterDescription(
        "innerSteps", default: .integer(5), "k ≥ 1, steps per outer step",
        range: 1...1_000_000),
      ParameterDescription(
        "interpolation", default: .real(0.5), "α in (0, 1], the share of the way that is kept",
        range: Double.leastNonzeroMagnitude...1),
      ParameterDescription(
        "order", default: "simultaneous", choices: PlayOrder.allCases.map(\.rawValue),
        "how the inner steps are played"),
    ] + ParameterDescription.stepRule
  ) { values throws(GameError) in
    Lookahead(
      stepSizes: values.stepSizes, innerSteps: values.integer("innerSteps"),
      interpolation: values.real("interpolation"), order: values.playOrder,
      rule: values.stepRule)
  }
}

extension ParameterValues {
  /// The parameter `order`.
  var playOrder: PlayOrder { PlayOrder(rawValue: choice("order")) ?? .simultaneous }
}
