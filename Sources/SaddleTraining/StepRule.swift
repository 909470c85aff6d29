import SaddleGames

/// How a method's direction becomes a player's move: clipping, then the base update, then the schedule.
///
/// z ← Π(z − η·s_t·u(clip(w))) for the direction w that the method follows, each player on its own.
/// With the defaults that is z ← Π(z − ηw).
public struct StepRule: Hashable, Sendable {
  /// What the direction is turned into.
  public var base: BaseUpdate
  /// s_t, what the step size is multiplied by.
  public var schedule: StepSchedule
  /// c > 0: a player's direction longer than c is scaled down to c (Pascanu, Mikolov & Bengio 2013);
  /// nil: none is.
  public var clipping: Double?

  /// Plain gradient steps of constant size.
  public init(
    base: BaseUpdate = .sgd, schedule: StepSchedule = .constant, clipping: Double? = nil
  ) {
    self.base = base
    self.schedule = schedule
    self.clipping = clipping
  }

  /// Whether it is z ← Π(z − ηw), which theory's rates are for.
  public var isPlain: Bool { self == StepRule() }

  /// What the moves of both players carry.
  func memoryCount(for shape: ProfileShape) -> Int {
    base.memoryCount(for: shape.minimizerCount) + base.memoryCount(for: shape.maximizerCount)
  }

  /// Where a player's part of that memory lies.
  func memoryRange(of player: Player, in shape: ProfileShape) -> Range<Int> {
    let first = base.memoryCount(for: shape.minimizerCount)
    return player == .minimizer
      ? 0..<first : first..<(first + base.memoryCount(for: shape.maximizerCount))
  }

  /// Moves a block by a direction, which is overwritten.
  ///
  /// - Parameters:
  ///   - values: the block; becomes its values less the move.
  ///   - direction: w.
  ///   - memory: what the block carries.
  ///   - stepSize: η.
  ///   - step: t.
  package func move(
    _ values: UnsafeMutableBufferPointer<Double>,
    along direction: UnsafeMutableBufferPointer<Double>,
    memory: UnsafeMutableBufferPointer<Double>, stepSize: Double, step: Int
  ) {
    if let clipping {
      var sum = 0.0
      for value in direction { sum += value * value }
      let norm = sum.squareRoot()
      if norm > clipping {
        for index in direction.indices { direction[index] *= clipping / norm }
      }
    }
    base.apply(to: direction, memory: memory)
    let size = stepSize * schedule.factor(at: step)
    for index in values.indices { values[index] -= size * direction[index] }
  }
}

extension ParameterDescription {
  /// The parameters of a ``StepRule``.
  static let stepRule = [
    ParameterDescription(
      "baseUpdate", default: "sgd", choices: BaseUpdate.names,
      "what η multiplies: the direction, or its momentum, RMSprop or Adam update"),
    ParameterDescription(
      "firstDecay", default: .real(0.9), "β₁ in [0, 1): the memory of momentum and Adam",
      range: 0...(1 - Double.ulpOfOne)),
    ParameterDescription(
      "secondDecay", default: .real(0.999), "β₂ in [0, 1): the memory of RMSprop and Adam",
      range: 0...(1 - Double.ulpOfOne)),
    ParameterDescription(
      "epsilon", default: .real(1e-8), "ε > 0, added to the root of RMSprop and Adam",
      range: positive),
    ParameterDescription(
      "schedule", default: "constant", choices: StepSchedule.names,
      "how the step size falls over scheduleSteps"),
    ParameterDescription(
      "scheduleSteps", default: .integer(10_000), "T ≥ 1, the horizon of the schedule",
      range: 1...1e15),
    ParameterDescription(
      "clipping", default: .real(0), "the largest norm of a player's direction; 0: any",
      range: nonnegative),
  ]
}

extension ParameterValues {
  /// The rule that the parameters of ``ParameterDescription/stepRule`` say.
  var stepRule: StepRule {
    let epsilon = real("epsilon")
    let base: BaseUpdate =
      switch choice("baseUpdate") {
      case "momentum": .momentum(decay: real("firstDecay"))
      case "rmsprop": .rmsprop(decay: real("secondDecay"), epsilon: epsilon)
      case "adam":
        .adam(
          firstDecay: real("firstDecay"), secondDecay: real("secondDecay"), epsilon: epsilon)
      default: .sgd
      }
    return StepRule(
      base: base,
      schedule: StepSchedule(named: choice("schedule"), horizon: integer("scheduleSteps")),
      clipping: real("clipping") > 0 ? real("clipping") : nil)
  }
}
