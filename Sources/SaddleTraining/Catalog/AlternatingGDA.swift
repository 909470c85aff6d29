import SaddleGames

/// Alternating gradient descent ascent: the minimizer steps first, the maximizer sees the new x.
///
/// x ← Π(x − ηₓ∇ₓf(x, y)), then y ← Π(y + ηᵧ∇ᵧf(x, y)); each a number of times in a row, which for the
/// maximizer of a GAN is known as n-critic.
///
/// One block of the field for each move. On the bilinear game with h = ηa and one move each it conserves
/// x² + y² − hxy: closed orbits of period π/asin(h/2) for h < 2, linear growth at h = 2 and
/// exponential growth beyond (Bailey, Gidel & Piliouras 2020). A sampled game draws another batch for
/// each move of a player after its first.
public struct AlternatingGDA: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes
  /// How often x moves per step, ≥ 1.
  public let minimizerSteps: Int
  /// How often y moves per step, ≥ 1.
  public let maximizerSteps: Int
  /// How directions become moves.
  public let rule: StepRule

  /// Makes the method.
  public init(
    stepSizes: StepSizes, minimizerSteps: Int = 1, maximizerSteps: Int = 1,
    rule: StepRule = StepRule()
  ) {
    self.stepSizes = stepSizes
    self.minimizerSteps = minimizerSteps
    self.maximizerSteps = maximizerSteps
    self.rule = rule
  }

  /// The moves of x, then those of y.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    for player in Player.allCases {
      for move in 0..<(player == .minimizer ? minimizerSteps : maximizerSteps) {
        if move > 0 { oracle.drawNextBatch() }
        oracle.gradientField(of: player, at: state.profile, into: &state.scratch[0])
        state.descend(player, by: stepSizes[player], along: 0, in: oracle.game)
      }
    }
  }
}

extension AlternatingGDA {
  /// `alternating-gda` in the catalog.
  public static let entry = MethodEntry(
    name: "alternating-gda",
    summary: "the maximizer sees the minimizer's new move; cycles on bilinear games",
    formula: "x ← x − η ∇ₓf(x, y);  y ← y + η ∇ᵧf(x, y) at the new x",
    source: "Gidel et al. 2019",
    parameters: [
      .stepSize, .timescaleRatio,
      ParameterDescription(
        "minimizerSteps", default: .integer(1), "≥ 1, moves of the minimizer per step",
        range: 1...1_000_000),
      .maximizerSteps,
    ] + ParameterDescription.stepRule
  ) { values throws(GameError) in
    AlternatingGDA(
      stepSizes: values.stepSizes, minimizerSteps: values.integer("minimizerSteps"),
      maximizerSteps: values.integer("maximizerSteps"), rule: values.stepRule)
  }
}

extension ParameterDescription {
  /// How often the maximizer moves per step.
  static let maximizerSteps = ParameterDescription(
    "maximizerSteps", default: .integer(1),
    "≥ 1, moves of the maximizer per step, each on a batch of its own (n-critic)",
    range: 1...1_000_000)
}
