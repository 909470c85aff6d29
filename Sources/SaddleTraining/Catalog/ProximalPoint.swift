import SaddleGames
import SaddleLinearAlgebra

/// The proximal point method (implicit Euler): z ← w with w = z − η∘v(w).
///
/// Newton's method on F(w) = w − z + η∘v(w), started at w = z; each linear system
/// (I + ηJ)δ = F by GMRES with Jacobian products, to rounding. A quadratic game takes one Newton
/// step; in general it stops when ‖F(w)‖ ≤ 10⁻¹²‖w‖ or after ``iterationLimit`` steps, with the
/// last w. Cost per Newton step on n + m parameters: one field evaluation and at most n + m + 1
/// Jacobian products (more only where GMRES restarts). Both players are projected after the solve;
/// the implicit equation itself does not know the strategy sets.
///
/// Converges for every η in monotone games: an eigenvalue ℓ of J makes 1/(1 + ηℓ). With noise ξ,
/// which is drawn once per step, w = z − η∘(v(w) + ξ).
public struct ProximalPoint: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes
  /// The largest number of Newton steps.
  public let iterationLimit: Int

  /// Makes the method.
  public init(stepSizes: StepSizes, iterationLimit: Int = 20) {
    self.stepSizes = stepSizes
    self.iterationLimit = iterationLimit
  }

  /// 2: a field, and the iterate before the step.
  public var scratchCount: Int { 2 }

  /// z ← Π(w), w = z − η∘v(w).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    let game = oracle.game
    state.saveProfile(in: 1)
    let noise = drawNoise(at: state.profile, oracle: &oracle)
    game.gradientField(at: state.profile, into: &state.scratch[0])
    var residual = equation(of: state, noise: noise)
    var newtonStep = residual
    for _ in 0..<iterationLimit {
      for index in newtonStep.indices { newtonStep[index] = 0 }
      GMRES().solve(residual, into: &newtonStep) { u, product in
        game.jacobianProduct(at: state.profile, u, into: &product)
        stepSizes.scale(&product, shape: state.profile.shape)
        for index in u.indices { product[index] += u[index] }
      }
      for index in newtonStep.indices { state.profile.values[index] -= newtonStep[index] }
      game.gradientField(at: state.profile, into: &state.scratch[0])
      residual = equation(of: state, noise: noise)
      if !(squaredNorm(residual) > 1e-24 * squaredNorm(state.profile.values)) { break }
    }
    game.project(.minimizer, of: &state.profile)
    game.project(.maximizer, of: &state.profile)
  }

  /// ξ: what the oracle adds to the field; empty if nothing.
  private func drawNoise(at z: StrategyProfile, oracle: inout GradientOracle) -> [Double] {
    guard oracle.noiseDeviation > 0 else { return [] }
    var noise = [Double](repeating: 0, count: z.shape.count)
    var field = noise
    oracle.gradientField(at: z, into: &noise)
    oracle.game.gradientField(at: z, into: &field)
    for index in noise.indices { noise[index] -= field[index] }
    return noise
  }

  /// F(w) with w in the state, v(w) in scratch 0 and z in scratch 1.
  private func equation(of state: MethodState, noise: [Double]) -> [Double] {
    var result = state.scratch[0]
    for index in noise.indices { result[index] += noise[index] }
    stepSizes.scale(&result, shape: state.profile.shape)
    for index in result.indices {
      result[index] += state.profile.values[index] - state.scratch[1][index]
    }
    return result
  }

  private func squaredNorm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }
}

extension StepSizes {
  /// Multiplies each player's block of a direction by its step size.
  func scale(_ direction: inout [Double], shape: ProfileShape) {
    for index in shape.range(of: .minimizer) { direction[index] *= minimizer }
    for index in shape.range(of: .maximizer) { direction[index] *= maximizer }
  }
}

extension ProximalPoint {
  /// `proximal-point` in the catalog.
  public static let entry = MethodEntry(
    name: "proximal-point",
    summary: "the implicit step; converges on bilinear games for every η",
    formula: "z ← w with w = z − η v(w)",
    source: "Martinet 1970; Rockafellar 1976",
    parameters: [
      .stepSize, .timescaleRatio,
      ParameterDescription(
        "iterationLimit", default: .integer(20), "≥ 1, Newton steps per step", range: 1...1_000),
    ]
  ) { values throws(GameError) in
    ProximalPoint(
      stepSizes: values.stepSizes, iterationLimit: values.integer("iterationLimit"))
  }
}
