public import SaddleData
public import SaddleGames
public import SaddleTensor

/// A neural game compiled to plans: what methods play, as flat blocks of parameters.
///
/// Each step is played on the batch of (seed, step), which ``SaddleGames/SampledGame/drawn(_:state:)``
/// draws. As a game of its own it is that of `Draw(seed: 0, step: 0)` with the state it starts with.
///
/// The field is v = (∇ₓℓₓ, ∇ᵧℓᵧ); J·u and Jᵀ·u are exact. A Float32 game keeps its profile in numbers
/// that are exact in Float32 (``project(_:of:)`` rounds), so that nothing is lost between the profile and
/// the networks. Evaluations of one game wait for each other: give each run its own.
public struct CompiledGame: SampledGame, GenerativeGame {
  /// How a game is compiled.
  public struct Options: Hashable, Sendable {
    /// How many samples a batch has.
    public var batchCount = 64
    /// The numbers that it is played in; float64 is for closed forms and checks of derivatives.
    public var type = ScalarType.float32
    /// β in [0, 1): x̄ ← βx̄ + (1 − β)x per step is carried in the state, and makes the samples.
    ///
    /// 0: no average, the last iterate makes them. (Yazıcı et al. 2019, arXiv:1806.04498.)
    public var averaging = 0.0

    /// The defaults.
    public init(batchCount: Int = 64, type: ScalarType = .float32, averaging: Double = 0) {
      self.batchCount = batchCount
      self.type = type
      self.averaging = averaging
    }
  }

  /// The game as it is written.
  public let game: any NeuralGame
  /// How it was compiled.
  public let options: Options
  let engine: NeuralEngine

  /// Compiles a game.
  ///
  /// Cost: milliseconds for an MLP game.
  ///
  /// - Parameters:
  ///   - game: as written.
  ///   - data: what ``GameScope/data()`` draws from; nil for a game without data.
  ///   - options: batch, numbers, averaging.
  /// - Throws: `TensorError` about the first expression that does not fit, with both shapes and where
  ///   they were made.
  public init(
    _ game: any NeuralGame, data: Dataset? = nil, options: Options = Options()
  ) throws(TensorError) {
    self.game = game
    self.options = options
    let trace = try EngineTrace(
      game, type: options.type, batchCount: options.batchCount,
      sampleShape: data?.sampleShape ?? [])
    engine = NeuralEngine(trace, data: data)
  }

  /// The two players' numbers of parameters.
  public var shape: ProfileShape { engine.shape }

  /// The number of rows of its data.
  public var dataRowCount: Int? { engine.dataRowCount }

  /// The parameters as their declarations say, keyed by one number of `random`.
  public func initialProfile(using random: inout CounterGenerator) -> StrategyProfile {
    let seed = random.next()
    var values = [Double](repeating: 0, count: shape.count)
    for (index, parameter) in engine.declarations.parameters.enumerated() {
      let noise = Noise(seed: seed, stream: UInt64(index))
      let start = shape.range(of: parameter.player).lowerBound + parameter.offset
      for offset in 0..<parameter.count {
        values[start + offset] = rounded(parameter.start.value(at: offset, noise))
      }
    }
    return StrategyProfile(values: values, shape: shape)
  }

  /// The game's own state, then x̄ if it is averaged.
  public func initialState(at z: StrategyProfile, seed: UInt64) -> [Double] {
    var state: [Double] = []
    for (index, declaration) in engine.declarations.states.enumerated() {
      let noise = Noise(seed: seed, stream: 500 + UInt64(index))
      for offset in 0..<declaration.count {
        state.append(rounded(declaration.start.value(at: offset, noise)))
      }
    }
    iterateStart(of: &state, at: z, seed: seed)
    return options.averaging > 0 ? state + z[.minimizer] : state
  }

  /// Updates those states that want it at the initial profile, and those only.
  private func iterateStart(of state: inout [Double], at z: StrategyProfile, seed: UInt64) {
    let declarations = engine.declarations.states
    for iteration in 0..<(declarations.map(\.startingIterations).max() ?? 0) {
      var next = state
      engine.nextState(
        at: NeuralEngine.Point(z: z, draw: Draw(seed: seed, step: 0), state: state[...]),
        into: &next)
      for declaration in declarations where declaration.startingIterations > iteration {
        let range = declaration.offset..<(declaration.offset + declaration.count)
        state.replaceSubrange(range, with: next[range])
      }
    }
  }

  /// The game of one batch.
  public func drawn(_ draw: Draw, state: [Double]) -> any VariationalInequality {
    DrawnGame(compiled: self, draw: draw, state: state)
  }

  /// Moves running statistics and power iterations by one evaluation at z, and x̄ towards x.
  public func advanceState(_ state: inout [Double], to z: StrategyProfile, draw: Draw) {
    let count = engine.declarations.stateCount
    engine.nextState(
      at: NeuralEngine.Point(z: z, draw: draw, state: state[..<count]), into: &state)
    guard options.averaging > 0 else { return }
    let kept = options.averaging
    for index in 0..<shape.minimizerCount {
      state[count + index] = kept * state[count + index] + (1 - kept) * z.values[index]
    }
  }

  /// As the game says; where it says nothing, every vector of the game's numbers.
  public func strategySet(of player: Player) -> StrategySet { game.strategySet(of: player) }

  /// Projects on the strategy set and rounds to the game's numbers.
  public func project(_ player: Player, of z: inout StrategyProfile) {
    let range = shape.range(of: player)
    game.strategySet(of: player).project(&z.values, in: range)
    guard options.type == .float32 else { return }
    z.values.withUnsafeMutableBufferPointer { values in
      for index in range { values[index] = Double(Float(values[index])) }
    }
  }

  /// Whether it is played in Float32.
  public var isExactInFloat32: Bool { options.type == .float32 }

  private func rounded(_ value: Double) -> Double {
    options.type == .float32 ? Double(Float(value)) : value
  }

  /// The extents of one sample; empty if the game generates none.
  public var sampleShape: [Int] { engine.sampledShape }

  /// Samples with the state that a run starts with: a drawn game has that of its step.
  public func samples(_ count: Int, at z: StrategyProfile, seed: UInt64) -> [Float] {
    let state = initialState(at: z, seed: 0)
    return DrawnGame(compiled: self, draw: Draw(seed: 0, step: 0), state: state)
      .samples(count, at: z, seed: seed)
  }

  private var fixedDraw: DrawnGame {
    var random = CounterGenerator(seed: 0, stream: .start)
    let state = initialState(at: initialProfile(using: &random), seed: 0)
    return DrawnGame(compiled: self, draw: Draw(seed: 0, step: 0), state: state)
  }

  /// v(z) on the fixed batch.
  public func gradientField(at z: StrategyProfile, into v: inout [Double]) {
    fixedDraw.gradientField(at: z, into: &v)
  }

  /// J(z)·u on the fixed batch.
  public func jacobianProduct(at z: StrategyProfile, _ u: [Double], into product: inout [Double]) {
    fixedDraw.jacobianProduct(at: z, u, into: &product)
  }

  /// J(z)ᵀ·u on the fixed batch.
  public func transposedJacobianProduct(
    at z: StrategyProfile, _ u: [Double], into product: inout [Double]
  ) {
    fixedDraw.transposedJacobianProduct(at: z, u, into: &product)
  }
}
