public import SaddleGames

/// Proximal training: gradient steps on f^λ(x, y) = max_ỹ f(x, ỹ) − (λ/2)‖ỹ − y‖² instead of f.
///
/// With ỹ the maximizer, found anew at each step from (x, y) and then held fixed (the envelope
/// theorem): x ← Π(x − ηₓ∇ₓf(x, ỹ)), y ← Π(y + ηᵧλM(ỹ − y)), M the Gram matrix of the game's
/// proximal norm. Both see the old iterate.
///
/// ỹ is exact where the game has a closed form. Elsewhere it is what K steps of gradient ascent
/// from ỹ = y give: ỹ ← Π(ỹ + β(∇ᵧf(x, ỹ) − λM(ỹ − y))), which converges for
/// β < 2/(λ‖M‖ + L), L the curvature of f in y. λ multiplies ½‖·‖² (not ‖·‖²).
///
/// Converges locally at λ-proximal equilibria, Nash or not, for small η: the linear map is
/// I − ηJ^λ, on the bilinear game J^λ = [[a²/λ, a], [−a, 0]]. Cost per step: one block of the field
/// and the response, which is one call or K blocks and K metric products. Noise enters every block
/// of the field, also those within the ascent; an exact response has none.
///
/// Plays ``SaddleGames/MinMaxGame``s only: a field alone has no payoff to regularise.
public struct ProximalTraining: TrainingMethod {
  /// How ỹ is found.
  public enum Response: String, CaseIterable, Sendable {
    /// By the game's closed form; a game without one is refused.
    case exact
    /// By K steps of ascent, also where there is a closed form.
    case ascent
    /// By the closed form where there is one, else by ascent.
    case auto
  }

  /// η.
  public let stepSizes: StepSizes
  /// λ > 0.
  public let penalty: Double
  /// K ≥ 1.
  public let innerSteps: Int
  /// β > 0.
  public let innerStepSize: Double
  /// How ỹ is found.
  public let response: Response

  /// Makes the method.
  public init(
    stepSizes: StepSizes, penalty: Double, innerSteps: Int = 20, innerStepSize: Double = 0.1,
    response: Response = .auto
  ) {
    self.stepSizes = stepSizes
    self.penalty = penalty
    self.innerSteps = innerSteps
    self.innerStepSize = innerStepSize
    self.response = response
  }

  /// 2: a field, and (x, ỹ) or the iterate, whichever is not in its place.
  public var scratchCount: Int { 2 }

  /// Throws if the game has no payoff, or has no exact response and one is asked for.
  public func checkCompatibility(with game: any VariationalInequality) throws(TrainingError) {
    guard let game = game as? any MinMaxGame else {
      throw TrainingError(
        .incompatible, "method 'proximal-training' needs a payoff and the game is a field alone",
        hint: "choose a method that follows the field, such as extragradient")
    }
    guard response == .exact else { return }
    var random = CounterGenerator(seed: 0, stream: .start)
    let start = game.initialProfile(using: &random)
    guard game.proximalResponse(at: start, penalty: penalty) != nil else {
      throw TrainingError(
        .incompatible, "the game has no exact proximal response at λ = \(penalty)",
        hint: "set response=auto, which ascends instead")
    }
  }

  /// One gradient step of each player on f^λ.
  ///
  /// - Precondition: the game is a ``SaddleGames/MinMaxGame``.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    guard let game = oracle.minMaxGame else {
      preconditionFailure("proximal training was not checked against its game")
    }
    let range = state.profile.shape.range(of: .maximizer)
    var pull = [Double](repeating: 0, count: range.count)
    var scaledPull = pull
    state.saveProfile(in: 1)
    respond(&state, game: game, pull: &pull, scaledPull: &scaledPull, oracle: &oracle)
    oracle.gradientField(of: .minimizer, at: state.profile, into: &state.scratch[0])
    for (offset, index) in range.enumerated() {
      pull[offset] = state.profile.values[index] - state.scratch[1][index]
    }
    game.proximalMetricProduct(pull, into: &scaledPull)
    for (offset, index) in range.enumerated() {
      state.scratch[0][index] = -penalty * scaledPull[offset]
    }
    state.restoreProfile(from: 1)
    state.descend(by: stepSizes, along: 0, in: game)
  }

  /// Puts ỹ in the place of y; y is in scratch 1.
  private func respond(
    _ state: inout MethodState, game: any MinMaxGame, pull: inout [Double],
    scaledPull: inout [Double], oracle: inout GradientOracle
  ) {
    let range = state.profile.shape.range(of: .maximizer)
    if response != .ascent {
      if let exact = game.proximalResponse(at: state.profile, penalty: penalty) {
        for (offset, index) in range.enumerated() { state.profile.values[index] = exact[offset] }
        return
      }
      if response == .exact {
        // No maximum at this iterate: an outcome of the run, to be seen in its record.
        for index in range { state.profile.values[index] = .nan }
        return
      }
    }
    for _ in 0..<innerSteps {
      oracle.gradientField(of: .maximizer, at: state.profile, into: &state.scratch[0])
      for (offset, index) in range.enumerated() {
        pull[offset] = state.profile.values[index] - state.scratch[1][index]
      }
      game.proximalMetricProduct(pull, into: &scaledPull)
      for (offset, index) in range.enumerated() {
        let ascent = -state.scratch[0][index] - penalty * scaledPull[offset]
        state.profile.values[index] += innerStepSize * ascent
      }
      game.project(.maximizer, of: &state.profile)
    }
  }
}

extension ProximalTraining {
  /// `proximal-training` in the catalog.
  public static let entry = MethodEntry(
    name: "proximal-training",
    summary: "descends the proximal payoff f^λ; finds equilibria where no Nash equilibrium is",
    formula: "x ← x − η ∇ₓf(x, ỹ);  y ← y + ηλM(ỹ − y);  ỹ = argmax f(x, ·) − (λ/2)‖· − y‖²",
    source: "Farnia & Ozdaglar 2020",
    parameters: [
      .stepSize, .timescaleRatio,
      ParameterDescription(
        "penalty", default: .real(1), "λ > 0, the weight of ½‖ỹ − y‖²",
        range: ParameterDescription.positive),
      ParameterDescription(
        "response", default: "auto", choices: Response.allCases.map(\.rawValue),
        "how ỹ is found: in closed form, by ascent, or as the game allows"),
      ParameterDescription(
        "innerSteps", default: .integer(20), "K ≥ 1, ascent steps per step",
        range: 1...1_000_000),
      ParameterDescription(
        "innerStepSize", default: .real(0.1), "β > 0, their step size; converges below 2/(λ + L)",
        range: ParameterDescription.positive),
    ]
  ) { values throws(GameError) in
    ProximalTraining(
      stepSizes: values.stepSizes, penalty: values.real("penalty"),
      innerSteps: values.integer("innerSteps"), innerStepSize: values.real("innerStepSize"),
      response: Response(rawValue: values.choice("response")) ?? .auto)
  }
}
