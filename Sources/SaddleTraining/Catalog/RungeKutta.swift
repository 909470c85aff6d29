import SaddleGames

/// The flow ż = −η̂∘v(z) by the classical fourth-order Runge–Kutta method with time step η.
///
/// Four field evaluations per step, the inner three at unprojected points; then one projection. Of
/// an eigenvalue ℓ of J it makes μ = 1 − s + s²/2 − s³/6 + s⁴/24 with s = ηℓ, which is e^{−s} up
/// to O(s⁵): what the flow does, the method does until η|ℓ| ≈ 1, and it stays bounded where the
/// flow turns (Re ℓ = 0) iff η|ℓ| ≤ 2√2.
///
/// With a time-scale ratio τ the maximizer's clock runs τ times as fast.
public struct RungeKutta: TrainingMethod {
  /// η, the time that a step covers for each player.
  public let stepSizes: StepSizes

  /// Makes the method.
  public init(stepSizes: StepSizes) { self.stepSizes = stepSizes }

  /// 3: a field, the iterate, and the weighted sum of the fields.
  public var scratchCount: Int { 3 }

  /// One time step of the flow.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    state.rungeKuttaStep(by: stepSizes, oracle: &oracle) { _, _ in }
    oracle.game.project(.minimizer, of: &state.profile)
    oracle.game.project(.maximizer, of: &state.profile)
  }
}

extension MethodState {
  /// Moves the iterate by one Runge–Kutta step of ż = −r(z), without projection.
  ///
  /// Uses scratch 0 to 2.
  ///
  /// - Parameters:
  ///   - stepSizes: the time that each player's step covers.
  ///   - oracle: gives v.
  ///   - rate: turns v(z), its second argument, into r(z).
  mutating func rungeKuttaStep(
    by stepSizes: StepSizes, oracle: inout GradientOracle,
    rate: (_ z: StrategyProfile, _ v: inout [Double]) -> Void
  ) {
    saveProfile(in: 1)
    for (stage, weight) in [(0, 1.0), (1, 2.0), (2, 2.0), (3, 1.0)] {
      oracle.gradientField(at: profile, into: &scratch[0])
      rate(profile, &scratch[0])
      // How far along the last rate the next stage looks; the last stage is looked up from none.
      let reach = stage < 2 ? 0.5 : 1.0
      for player in Player.allCases {
        let stepSize = stepSizes[player]
        for index in profile.shape.range(of: player) {
          let sum = (stage == 0 ? 0 : scratch[2][index]) + weight * scratch[0][index]
          scratch[2][index] = sum
          profile.values[index] =
            scratch[1][index] - stepSize * (stage < 3 ? reach * scratch[0][index] : sum / 6)
        }
      }
    }
  }
}

extension RungeKutta {
  /// `runge-kutta` in the catalog.
  public static let entry = MethodEntry(
    name: "runge-kutta",
    summary: "follows the flow ż = −v(z) closely: what gradient play does without its steps",
    formula: "z ← z − η (k₁ + 2k₂ + 2k₃ + k₄)/6",
    source: "Kutta 1901",
    parameters: [.stepSize, .timescaleRatio]
  ) { values throws(GameError) in RungeKutta(stepSizes: values.stepSizes) }
}
