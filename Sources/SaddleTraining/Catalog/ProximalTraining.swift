public import SaddleGames

/// Proximal training: gradient steps on f^λ(x, y) = max_ỹ f(x, ỹ) − (λ/2)‖ỹ − y‖² instead of f.
///
/// With ỹ the maximizer, found anew at each step from (x, y) and then held fixed (the envelope
/// theorem): x ← Π(x − ηₓ∇ₓf(x, ỹ)), y ← Π(y − ηᵧλ∇ᵧ½‖ỹ − y‖²). Both see the old iterate. With
/// ``MaximizerUpdate/payoff``, y instead moves first, by its own loss, as in the experiments of Farnia &
/// Ozdaglar (2020): there the proximal step only answers the generator.
///
/// ỹ is exact where the game has a closed form. Elsewhere it is what K steps of gradient ascent
/// from ỹ = y give: ỹ ← Π(ỹ + β(∇ᵧf(x, ỹ) − λ∇½‖ỹ − y‖²)), which converges for
/// β < 2/(λ‖M‖ + L), L the curvature of f in y and M that of ½‖ỹ − y‖². λ multiplies ½‖·‖² (not ‖·‖²).
/// Where players descend losses of their own, ℓₓ and −ℓᵧ stand for f.
///
/// All moves follow the ``StepRule``; those of ỹ have moments of their own, which go on from step to
/// step. A sampled game draws another batch for each move after the first.
///
/// Converges locally at λ-proximal equilibria, Nash or not, for small η: the linear map is
/// I − ηJ^λ, on the bilinear game J^λ = [[a²/λ, a], [−a, 0]]. Cost per step: one block of the field
/// and the response, which is one call or K blocks and K proximal terms. Noise enters every block
/// of the field, also those within the ascent; an exact response has none.
///
/// Plays ``SaddleGames/ProximalGame``s only: a field alone has no norm to regularise by.
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

  /// What y follows.
  public enum MaximizerUpdate: String, CaseIterable, Sendable {
    /// The gradient of f^λ, towards ỹ: blind to what the norm does not see, such as a constant added
    /// to a discriminator.
    case proximal
    /// Its own loss, before ỹ is found.
    case payoff
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
  /// What y follows.
  public let maximizerUpdate: MaximizerUpdate
  /// How often y moves per step if it follows its own loss, ≥ 1.
  public let maximizerSteps: Int
  /// How directions become moves.
  public let rule: StepRule

  /// Makes the method.
  public init(
    stepSizes: StepSizes, penalty: Double, innerSteps: Int = 20, innerStepSize: Double = 0.1,
    response: Response = .auto, maximizerUpdate: MaximizerUpdate = .proximal,
    maximizerSteps: Int = 1, rule: StepRule = StepRule()
  ) {
    self.stepSizes = stepSizes
    self.penalty = penalty
    self.innerSteps = innerSteps
    self.innerStepSize = innerStepSize
    self.response = response
    self.maximizerUpdate = maximizerUpdate
    self.maximizerSteps = maximizerSteps
    self.rule = rule
  }

  /// The moments of ỹ's moves, where the rule has any.
  public func memoryCount(for shape: ProfileShape) -> Int {
    rule.base.memoryCount(for: shape.maximizerCount)
  }

  /// 2: a field, and the iterate while ỹ stands in y's place.
  public var scratchCount: Int { 2 }

  /// Throws if the game has no proximal norm, or has no exact response and one is asked for.
  public func checkCompatibility(with game: any VariationalInequality) throws(TrainingError) {
    guard let game = game as? any ProximalGame else {
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

  /// One step of each player.
  ///
  /// - Precondition: the game is a ``SaddleGames/ProximalGame``.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    let range = state.profile.shape.range(of: .maximizer)
    if maximizerUpdate == .payoff { followPayoff(&state, oracle: &oracle) }
    state.saveProfile(in: 1)
    var pull = [Double](repeating: 0, count: range.count)
    respond(&state, pull: &pull, oracle: &oracle)
    oracle.gradientField(of: .minimizer, at: state.profile, into: &state.scratch[0])
    if maximizerUpdate == .proximal {
      // ½‖ỹ − y‖² is symmetric: its gradient in y is that of y as the response to ỹ.
      _ = game(of: oracle).proximalTerm(
        of: Array(state.scratch[1][range]), at: state.profile, into: &pull)
      for (offset, index) in range.enumerated() {
        state.scratch[0][index] = penalty * pull[offset]
      }
    }
    state.restoreProfile(from: 1)
    state.descend(.minimizer, by: stepSizes.minimizer, along: 0, in: oracle.game)
    guard maximizerUpdate == .proximal else { return }
    state.descend(.maximizer, by: stepSizes.maximizer, along: 0, in: oracle.game)
  }

  private func game(of oracle: GradientOracle) -> any ProximalGame {
    guard let game = oracle.proximalGame else {
      preconditionFailure("proximal training was not checked against its game")
    }
    return game
  }

  /// Moves y along its own loss, each time on another batch.
  private func followPayoff(_ state: inout MethodState, oracle: inout GradientOracle) {
    for _ in 0..<maximizerSteps {
      oracle.gradientField(of: .maximizer, at: state.profile, into: &state.scratch[0])
      state.descend(.maximizer, by: stepSizes.maximizer, along: 0, in: oracle.game)
      oracle.drawNextBatch()
    }
  }

  /// Puts ỹ in the place of y.
  private func respond(
    _ state: inout MethodState, pull: inout [Double], oracle: inout GradientOracle
  ) {
    let range = state.profile.shape.range(of: .maximizer)
    if response != .ascent {
      let exact = game(of: oracle).proximalResponse(at: state.profile, penalty: penalty)
      if let exact {
        for (offset, index) in range.enumerated() { state.profile.values[index] = exact[offset] }
        return
      }
      if response == .exact {
        // No maximum at this iterate: an outcome of the run, to be seen in its record.
        for index in range { state.profile.values[index] = .nan }
        return
      }
    }
    let start = state.profile
    for _ in 0..<innerSteps {
      oracle.gradientField(of: .maximizer, at: state.profile, into: &state.scratch[0])
      _ = game(of: oracle).proximalTerm(
        of: Array(state.profile.values[range]), at: start, into: &pull)
      for (offset, index) in range.enumerated() {
        state.scratch[0][index] += penalty * pull[offset]
      }
      state.descendResponse(by: innerStepSize, along: 0)
      oracle.game.project(.maximizer, of: &state.profile)
      oracle.drawNextBatch()
    }
  }
}

extension MethodState {
  /// Moves ỹ, which stands in y's place, by the rule, with moments in the method's memory.
  fileprivate mutating func descendResponse(by stepSize: Double, along vector: Int) {
    let range = profile.shape.range(of: .maximizer)
    profile.values.withUnsafeMutableBufferPointer { values in
      scratch[vector].withUnsafeMutableBufferPointer { direction in
        memory.withUnsafeMutableBufferPointer { memory in
          rule.move(
            UnsafeMutableBufferPointer(rebasing: values[range]),
            along: UnsafeMutableBufferPointer(rebasing: direction[range]), memory: memory,
            stepSize: stepSize, step: step)
        }
      }
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
      ParameterDescription(
        "maximizerUpdate", default: "proximal", choices: MaximizerUpdate.allCases.map(\.rawValue),
        "what y follows: f^λ, or its own loss before ỹ is found"),
      .maximizerSteps,
    ] + ParameterDescription.stepRule
  ) { values throws(GameError) in
    ProximalTraining(
      stepSizes: values.stepSizes, penalty: values.real("penalty"),
      innerSteps: values.integer("innerSteps"), innerStepSize: values.real("innerStepSize"),
      response: Response(rawValue: values.choice("response")) ?? .auto,
      maximizerUpdate: MaximizerUpdate(rawValue: values.choice("maximizerUpdate")) ?? .proximal,
      maximizerSteps: values.integer("maximizerSteps"), rule: values.stepRule)
  }
}
