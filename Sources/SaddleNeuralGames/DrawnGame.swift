public import SaddleGames

/// A neural game on one batch, with its state held fixed: an ordinary differentiable game.
public struct DrawnGame: DifferentiableGame, GenerativeGame, ProximalGame {
  let compiled: CompiledGame
  let draw: Draw
  let state: [Double]

  var engine: NeuralEngine { compiled.engine }
  private var ownState: ArraySlice<Double> { state[..<engine.declarations.stateCount] }

  func point(_ z: StrategyProfile) -> NeuralEngine.Point {
    NeuralEngine.Point(z: z, draw: draw, state: ownState)
  }

  /// The two players' numbers of parameters.
  public var shape: ProfileShape { compiled.shape }

  /// As the game says.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    compiled.initialProfile(using: &random)
  }

  /// v = (∇ₓℓₓ, ∇ᵧℓᵧ); free if payoff or losses were just asked for at z with the field, or the other way
  /// round.
  public func gradientField(at z: StrategyProfile, into v: inout [Double]) {
    engine.field(of: nil, at: point(z), into: &v)
  }

  /// One player's gradient of its own loss.
  public func gradientField(of player: Player, at z: StrategyProfile, into v: inout [Double]) {
    engine.field(of: player, at: point(z), into: &v)
  }

  /// J·u by forward mode, at about the cost of two fields.
  public func jacobianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    engine.product(.product, at: point(z), u, into: &product)
  }

  /// Jᵀ·u by reverse mode, at about the cost of two fields.
  public func transposedJacobianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    engine.product(.transposedProduct, at: point(z), u, into: &product)
  }

  /// As the game says.
  public func strategySet(of player: Player) -> StrategySet { compiled.strategySet(of: player) }

  /// Projects on the strategy set and rounds to the game's numbers.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    compiled.project(player, of: &z)
  }

  /// f on the batch, penalties left out.
  public func payoff(at z: StrategyProfile) -> Double { engine.scores(at: point(z))[0] }

  /// ℓₓ and ℓᵧ on the batch.
  public func losses(at z: StrategyProfile) -> (minimizer: Double, maximizer: Double) {
    let scores = engine.scores(at: point(z))
    return (scores[1], scores[2])
  }

  /// What the game measures, then ‖x‖ and ‖y‖.
  public func measures(at z: StrategyProfile) -> [GameMeasure] {
    let scores = engine.scores(at: point(z))
    let own = zip(engine.measureNames, scores.dropFirst(3)).map { GameMeasure($0, $1) }
    return own + [
      GameMeasure("minimizerNorm", Self.norm(z[.minimizer])),
      GameMeasure("maximizerNorm", Self.norm(z[.maximizer])),
    ]
  }

  private static func norm(_ values: ArraySlice<Double>) -> Double {
    values.withUnsafeBufferPointer { buffer in
      var sum = 0.0
      for value in buffer { sum += value * value }
      return sum.squareRoot()
    }
  }

  // MARK: Samples

  /// The extents of one sample; empty if the game generates none.
  public var sampleShape: [Int] { engine.sampledShape }

  /// Samples of the averaged generator if the game keeps one, else of x.
  public func samples(_ count: Int, at z: StrategyProfile, seed: UInt64) -> [Float] {
    var z = z
    if compiled.options.averaging > 0 {
      z[.minimizer] = state[engine.declarations.stateCount...]
    }
    return engine.samples(count, at: z, state: ownState, seed: seed)
  }

  // MARK: Payoff and proximal term

  /// The zero-sum game of V on the batch.
  public var payoffGame: (any MinMaxGame)? { DrawnPayoffGame(drawn: self, isPenalized: false) }

  /// The zero-sum game of −ℓᵧ on the batch.
  public var penalizedGame: (any MinMaxGame)? { DrawnPayoffGame(drawn: self, isPenalized: true) }

  /// The game's own norm, or the Euclidean norm of the maximizer's parameters.
  public func proximalTerm(
    of response: [Double], at z: StrategyProfile, into gradient: inout [Double]
  ) -> Double {
    if engine.hasProximalFeatures {
      return engine.proximalTerm(of: response, at: point(z), into: &gradient)
    }
    var sum = 0.0
    let start = shape.minimizerCount
    for index in response.indices {
      gradient[index] = response[index] - z.values[start + index]
      sum += gradient[index] * gradient[index]
    }
    return sum / 2
  }
}
