import SaddleGames

/// Alternating gradient descent ascent: the minimizer steps first, the maximizer sees the new x.
///
/// x ← Π(x − ηₓ∇ₓf(x, y)), then y ← Π(y + ηᵧ∇ᵧf(x, y)).
///
/// One block of the field for each player per step. On the bilinear game with h = ηa it conserves
/// x² + y² − hxy: closed orbits of period π/asin(h/2) for h < 2, linear growth at h = 2 and
/// exponential growth beyond (Bailey, Gidel & Piliouras 2020).
public struct AlternatingGDA: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes

  /// Makes the method.
  public init(stepSizes: StepSizes) { self.stepSizes = stepSizes }

  /// One move of each player, x first.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    oracle.gradientField(of: .minimizer, at: state.profile, into: &state.scratch[0])
    state.descend(.minimizer, by: stepSizes.minimizer, along: 0, in: oracle.game)
    oracle.gradientField(of: .maximizer, at: state.profile, into: &state.scratch[0])
    state.descend(.maximizer, by: stepSizes.maximizer, along: 0, in: oracle.game)
  }
}

extension AlternatingGDA {
  /// `alternating-gda` in the catalog.
  public static let entry = MethodEntry(
    name: "alternating-gda",
    summary: "the maximizer sees the minimizer's new move; cycles on bilinear games",
    formula: "x ← x − η ∇ₓf(x, y);  y ← y + η ∇ᵧf(x, y) at the new x",
    source: "Gidel et al. 2019",
    parameters: [.stepSize, .timescaleRatio]
  ) { values throws(GameError) in AlternatingGDA(stepSizes: values.stepSizes) }
}
