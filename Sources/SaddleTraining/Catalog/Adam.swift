import RealModule
public import SaddleGames

/// Adam for both players: per-coordinate steps of about η, whatever the size of the field.
///
/// m ← β₁m + (1 − β₁)v, u ← β₂u + (1 − β₂)v², z ← Π(z − η∘m̂/(√û + ε)) with
/// m̂ = m/(1 − β₁ᵗ), û = u/(1 − β₂ᵗ), t = 1, 2, … the step being played.
///
/// One field evaluation per step; m and u are carried in the memory. With constant η it does not
/// converge on bilinear games: it has an attracting cycle whose radius is proportional to η and
/// whose period depends on β₁, β₂ alone (about 1744 steps for 0.9, 0.999 played at once).
public struct Adam: TrainingMethod {
  /// η.
  public let stepSizes: StepSizes
  /// β₁ in [0, 1), the memory of the field.
  public let firstDecay: Double
  /// β₂ in [0, 1), the memory of its square.
  public let secondDecay: Double
  /// ε > 0, added to √û.
  public let epsilon: Double
  /// Whether the maximizer sees the new x.
  public let order: PlayOrder

  /// Makes the method.
  public init(
    stepSizes: StepSizes, firstDecay: Double = 0.9, secondDecay: Double = 0.999,
    epsilon: Double = 1e-8, order: PlayOrder = .simultaneous
  ) {
    self.stepSizes = stepSizes
    self.firstDecay = firstDecay
    self.secondDecay = secondDecay
    self.epsilon = epsilon
    self.order = order
  }

  /// 2(n + m): m, then u.
  public func memoryCount(for shape: ProfileShape) -> Int { 2 * shape.count }

  /// Both players' moves, at once or in turn.
  public func advance(_ state: inout MethodState, oracle: inout GradientOracle) {
    let time = state.step + 1
    let correction = (
      first: 1 - Double.pow(firstDecay, time), second: 1 - Double.pow(secondDecay, time)
    )
    switch order {
    case .simultaneous:
      oracle.gradientField(at: state.profile, into: &state.scratch[0])
      move(.minimizer, of: &state, correction, in: oracle.game)
      move(.maximizer, of: &state, correction, in: oracle.game)
    case .alternating:
      for player in Player.allCases {
        oracle.gradientField(of: player, at: state.profile, into: &state.scratch[0])
        move(player, of: &state, correction, in: oracle.game)
      }
    }
  }

  /// One player's move along scratch 0.
  private func move(
    _ player: Player, of state: inout MethodState,
    _ correction: (first: Double, second: Double), in game: any VariationalInequality
  ) {
    let count = state.profile.shape.count
    let stepSize = stepSizes[player]
    for index in state.profile.shape.range(of: player) {
      let v = state.scratch[0][index]
      let first = firstDecay * state.memory[index] + (1 - firstDecay) * v
      let second = secondDecay * state.memory[count + index] + (1 - secondDecay) * v * v
      state.memory[index] = first
      state.memory[count + index] = second
      state.profile.values[index] -=
        stepSize * (first / correction.first)
        / ((second / correction.second).squareRoot() + epsilon)
    }
    game.project(player, of: &state.profile)
  }
}

extension Adam {
  /// `adam` in the catalog.
  public static let entry = MethodEntry(
    name: "adam",
    summary: "the usual choice for GANs; cycles on bilinear games at a radius set by η",
    formula: "z ← z − η m̂/(√û + ε)",
    source: "Kingma & Ba 2015",
    parameters: [
      ParameterDescription(
        "stepSize", default: .real(0.01), "η > 0, the step size",
        range: ParameterDescription.positive),
      .timescaleRatio,
      ParameterDescription(
        "firstDecay", default: .real(0.9), "β₁ in [0, 1), the memory of the field",
        range: 0...(1 - Double.ulpOfOne)),
      ParameterDescription(
        "secondDecay", default: .real(0.999), "β₂ in [0, 1), the memory of its square",
        range: 0...(1 - Double.ulpOfOne)),
      ParameterDescription(
        "epsilon", default: .real(1e-8), "ε > 0, added to √û",
        range: ParameterDescription.positive),
      ParameterDescription(
        "order", default: "simultaneous", choices: PlayOrder.allCases.map(\.rawValue),
        "whether the maximizer sees the new x"),
    ]
  ) { values throws(GameError) in
    Adam(
      stepSizes: values.stepSizes, firstDecay: values.real("firstDecay"),
      secondDecay: values.real("secondDecay"), epsilon: values.real("epsilon"),
      order: values.playOrder)
  }
}
