public import SaddleGames

/// The replicator flow on two simplices, integrated by Runge–Kutta with time step η.
///
/// żᵢ = −zᵢ(vᵢ − ⟨z, v⟩) in each player's block: a pure strategy grows as it does better than the
/// mix. In zero-sum matrix games with an interior equilibrium z* it conserves
/// KL(x*‖x) + KL(y*‖y); the error of the integrator is O(η⁵) per step.
///
/// Four field evaluations per step. Instead of the Euclidean projection, which would set small
/// shares to zero for good, shares that rounding made negative are set to zero and the block is
/// divided by its sum. A share of zero stays zero.
///
/// Plays games whose strategy sets are both simplices.
public struct Replicator: TrainingMethod {
  /// η, the time that a step covers for each player.
  public let stepSizes: StepSizes

  /// Makes the method.
  public init(stepSizes: StepSizes) { self.stepSizes = stepSizes }

  /// 3: the work space of a Runge–Kutta step.
  public var scratchCount: Int { 3 }

  /// Throws unless both strategy sets are simplices.
  public func checkCompatibility(with game: any VariationalInequality) throws(TrainingError) {
    try requireSimplices(of: game, by: "replicator")
  }

  /// One time step of the flow.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    state.rungeKuttaStep(by: stepSizes, oracle: &oracle) { z, v in
      for player in Player.allCases {
        let range = z.shape.range(of: player)
        var mean = 0.0
        for index in range { mean += z.values[index] * v[index] }
        for index in range { v[index] = z.values[index] * (v[index] - mean) }
      }
    }
    state.normalizeShares(of: .minimizer)
    state.normalizeShares(of: .maximizer)
  }
}

extension MethodState {
  /// Sets a player's negative shares to zero and divides all by their sum.
  mutating func normalizeShares(of player: Player) {
    let range = profile.shape.range(of: player)
    var sum = 0.0
    for index in range {
      if profile.values[index] < 0 { profile.values[index] = 0 }
      sum += profile.values[index]
    }
    for index in range { profile.values[index] /= sum }
  }
}

/// Throws unless both players of the game mix pure strategies.
func requireSimplices(
  of game: any VariationalInequality, by method: String
) throws(TrainingError) {
  for player in Player.allCases where game.strategySet(of: player) != .simplex {
    throw TrainingError(
      .incompatible,
      "method '\(method)' moves mixed strategies and the \(player)'s set is "
        + "\(game.strategySet(of: player)), not the simplex",
      hint: "choose a matrix game, or a gradient method such as extragradient")
  }
}

extension Replicator {
  /// `replicator` in the catalog.
  public static let entry = MethodEntry(
    name: "replicator",
    summary: "the flow of evolution on mixed strategies; conserves the distance to equilibrium",
    formula: "żᵢ = −zᵢ (vᵢ − ⟨z, v⟩), by Runge–Kutta",
    source: "Taylor & Jonker 1978; Hofbauer 1996",
    parameters: [.stepSize, .timescaleRatio]
  ) { values throws(GameError) in Replicator(stepSizes: values.stepSizes) }
}
