import SaddleGames
import SaddleLinearAlgebra

/// Competitive gradient descent: the step to the saddle point of the bilinear model of the game.
///
/// The model is f linearised in each player, with the interaction ΔxᵀD_xyf Δy and the penalties
/// ‖Δx‖²/2ηₓ and ‖Δy‖²/2ηᵧ. Its saddle point solves (I + ηJ_off)Δ = −η∘v, where J_off is J with
/// the blocks ∇²ₓₓf and ∇²ᵧᵧf left out; eliminating Δy gives the paper's
/// Δx = −η(I + η²D_xy D_yx)⁻¹(∇ₓf + ηD_xy∇ᵧf).
///
/// One field evaluation per step, and GMRES to rounding on the n + m unknowns: at most n + m + 1
/// products, of two Jacobian products each (one with x masked, one with y). Noise enters v, J is
/// exact. On bilinear games it is the proximal point method; in general an eigenvalue of
/// (I + ηJ_off)⁻¹ηJ decides.
public struct CompetitiveGradientDescent: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes

  /// Makes the method.
  public init(stepSizes: StepSizes) { self.stepSizes = stepSizes }

  /// z ← Π(z + Δ).
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    let game = oracle.game
    let shape = state.profile.shape
    oracle.gradientField(at: state.profile, into: &state.scratch[0])
    stepSizes.scale(&state.scratch[0], shape: shape)
    var move = [Double](repeating: 0, count: shape.count)
    var masked = move
    var masksProduct = move
    GMRES().solve(state.scratch[0], into: &move) { u, product in
      for player in Player.allCases {
        for index in shape.range(of: player) { masked[index] = 0 }
        for index in shape.range(of: player.opponent) { masked[index] = u[index] }
        game.jacobianProduct(at: state.profile, masked, into: &masksProduct)
        let stepSize = stepSizes[player]
        for index in shape.range(of: player) {
          product[index] = u[index] + stepSize * masksProduct[index]
        }
      }
    }
    for index in move.indices { state.profile.values[index] -= move[index] }
    game.project(.minimizer, of: &state.profile)
    game.project(.maximizer, of: &state.profile)
  }
}

extension CompetitiveGradientDescent {
  /// `competitive-gradient-descent` in the catalog.
  public static let entry = MethodEntry(
    name: "competitive-gradient-descent",
    summary: "plays the saddle point of the local bilinear game; each foresees the other's move",
    formula: "z ← z − (I + ηJ_off)⁻¹ η v, J_off the mixed blocks of J",
    source: "Schäfer & Anandkumar 2019",
    parameters: [.stepSize, .timescaleRatio]
  ) { values throws(GameError) in CompetitiveGradientDescent(stepSizes: values.stepSizes) }
}
