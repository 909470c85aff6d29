import RealModule
public import SaddleGames

/// Multiplicative weights with exponential factors: zᵢ ← zᵢe^{−ηvᵢ} / Σⱼ zⱼe^{−ηvⱼ} in each block.
///
/// One field evaluation per step (one block each when alternating). On rock-paper-scissors near the
/// uniform mix, with h = η/√3: played at once it spirals out by √(1 + h²) to the boundary,
/// alternating it cycles with period π/asin(h/2), and the optimistic variant, which weighs with
/// 2v_t − v_{t−1} (and v₋₁ = v₀), converges as optimistic GDA does.
///
/// Fields are shifted by the least one among the shares that are not zero, so that no factor
/// overflows and the sum is never zero. Blocks stay on the simplex by construction; a share of zero
/// stays zero.
///
/// Plays games whose strategy sets are both simplices.
public struct MultiplicativeWeights: TrainingMethod {
  /// Which field the weights follow.
  public enum Variant: String, CaseIterable, Sendable {
    /// Both players weigh with the last field.
    case simultaneous
    /// The maximizer sees the minimizer's new weights.
    case alternating
    /// Both weigh with twice the last field less the one before.
    case optimistic
  }

  /// η.
  public let stepSizes: StepSizes
  /// Which field the weights follow.
  public let variant: Variant

  /// Makes the method.
  public init(stepSizes: StepSizes, variant: Variant = .simultaneous) {
    self.stepSizes = stepSizes
    self.variant = variant
  }

  /// n + m for the optimistic variant: the field of the step before; else 0.
  public func memoryCount(for shape: ProfileShape) -> Int {
    variant == .optimistic ? shape.count : 0
  }

  /// 2: the field, and its extrapolation.
  public var scratchCount: Int { 2 }

  /// Throws unless both strategy sets are simplices.
  public func checkCompatibility(with game: any VariationalInequality) throws(TrainingError) {
    try requireSimplices(of: game, by: "multiplicative-weights")
  }

  /// One reweighting of each player.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    switch variant {
    case .simultaneous:
      oracle.gradientField(at: state.profile, into: &state.scratch[0])
      reweight(.minimizer, of: &state, along: 0)
      reweight(.maximizer, of: &state, along: 0)
    case .alternating:
      for player in Player.allCases {
        oracle.gradientField(of: player, at: state.profile, into: &state.scratch[0])
        reweight(player, of: &state, along: 0)
      }
    case .optimistic:
      oracle.gradientField(at: state.profile, into: &state.scratch[0])
      state.extrapolateField()
      reweight(.minimizer, of: &state, along: 1)
      reweight(.maximizer, of: &state, along: 1)
    }
  }

  private func reweight(_ player: Player, of state: inout MethodState, along vector: Int) {
    let range = state.profile.shape.range(of: player)
    var least = Double.infinity
    for index in range where state.profile.values[index] > 0 {
      least = min(least, state.scratch[vector][index])
    }
    for index in range where state.profile.values[index] != 0 {
      let excess = state.scratch[vector][index] - least
      state.profile.values[index] *= Double.exp(-stepSizes[player] * excess)
    }
    state.normalizeShares(of: player)
  }
}

extension MultiplicativeWeights {
  /// `multiplicative-weights` in the catalog.
  public static let entry = MethodEntry(
    name: "multiplicative-weights",
    summary: "exponential weights on mixed strategies; at once, in turn or optimistic",
    formula: "zᵢ ← zᵢ e^{−ηvᵢ} / Σⱼ zⱼ e^{−ηvⱼ}",
    source: "Freund & Schapire 1999; optimistic: Daskalakis & Panageas 2019",
    parameters: [
      .stepSize, .timescaleRatio,
      ParameterDescription(
        "variant", default: "simultaneous", choices: Variant.allCases.map(\.rawValue),
        "which field the weights follow"),
    ]
  ) { values throws(GameError) in
    MultiplicativeWeights(
      stepSizes: values.stepSizes,
      variant: Variant(rawValue: values.choice("variant")) ?? .simultaneous)
  }
}
