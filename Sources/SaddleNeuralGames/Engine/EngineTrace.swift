import SaddleGames
import SaddleTensor

/// A game's expressions on the blocks of one engine, and the plans that compute them.
///
/// The players' losses are traced once, and everything derives from them: the field by reverse mode,
/// J·u by forward mode through the field, Jᵀ·u by reverse mode through it. A second trace with the
/// anchor's parameters in the maximizer's place gives the proximal distance.
final class EngineTrace {
  /// What a plan computes.
  enum Purpose: Hashable {
    /// v, payoff, losses and measures.
    case field
    /// One player's block of v.
    case minimizerField, maximizerField
    /// Payoff, losses and measures.
    case scores
    /// J·u and Jᵀ·u.
    case product, transposedProduct
    /// The state of the next step.
    case state
    /// ½‖ỹ − y‖² and its gradient.
    case proximal
    /// M(y)·u, M the Hessian of ½‖ỹ − y‖² in ỹ at ỹ = y.
    case proximalMetric
    /// ∇f and ∇²f·u of the payoff.
    case payoffGradient, payoffProduct
    /// The same of −ℓᵧ: the payoff less what the maximizer pays besides.
    case penalizedGradient, penalizedProduct

    static func field(of player: Player) -> Purpose {
      player == .minimizer ? .minimizerField : .maximizerField
    }

    /// Whether the results depend on nothing but profile, batch and state.
    var isKept: Bool {
      [
        .field, .minimizerField, .maximizerField, .scores, .payoffGradient, .penalizedGradient,
      ].contains(self)
    }
  }

  struct Batch {
    let declaration: BatchDeclaration
    let leaf: Tensor
  }

  let declarations: Declarations
  let batches: [Batch]
  let measureNames: [String]
  let minimizer: Block
  let maximizer: Block
  let states: Block
  /// v, x first.
  let field: Block
  /// Payoff, ℓₓ, ℓᵧ, then the measures.
  let scores: Block
  /// u, and what multiplies it.
  let direction: Block
  let product: Block
  let nextState: Block
  /// y of the proximal distance.
  let anchor: Block
  let distance: Block
  let proximalGradient: Block
  let payoffGradient: Block
  let penalizedGradient: Block
  /// How the minimizer's samples are made; nil if there are none.
  let sampler: Sampler?

  private let game: any NeuralGame
  private let scope: GameScope
  private let objectives: Objectives
  private let measures: [(name: String, value: Tensor)]
  private let gradients: [Tensor]
  private var plans: [Purpose: Plan] = [:]

  init(
    _ game: any NeuralGame, type: ScalarType, batchCount: Int, sampleShape: [Int]
  ) throws(TensorError) {
    self.game = game
    func scope(_ memory: ScopeMemory, _ purpose: GameScope.Purpose = .training) -> GameScope {
      GameScope(
        graph: Graph(), type: type, batchCount: batchCount, sampleShape: sampleShape,
        purpose: purpose, memory: memory)
    }
    let dry = scope(.dry)
    _ = game.trace(in: dry)
    try dry.graph.check()
    declarations = dry.declarations
    let counts = Player.allCases.map { dry.declarations.parameterCount(of: $0) }
    let total = counts[0] + counts[1]
    minimizer = Block(type, count: counts[0])
    maximizer = Block(type, count: counts[1])
    states = Block(type, count: declarations.stateCount)
    field = Block(type, count: total)
    direction = Block(type, count: total)
    product = Block(type, count: total)
    nextState = Block(type, count: declarations.stateCount)
    anchor = Block(type, count: counts[1])
    distance = Block(type, count: 1)
    proximalGradient = Block(type, count: counts[1])
    payoffGradient = Block(type, count: total)
    penalizedGradient = Block(type, count: total)
    let memory = ScopeMemory(
      isDry: false, minimizer: minimizer, maximizer: maximizer, states: states)
    self.scope = scope(memory)
    objectives = game.trace(in: self.scope)
    precondition(
      self.scope.declarations == declarations,
      "a neural game declared other things when it was traced again")
    gradients =
      gradient(of: objectives.minimizerLoss, with: self.scope.parameters(of: .minimizer))
      + gradient(of: objectives.maximizerLoss, with: self.scope.parameters(of: .maximizer))
    batches = self.scope.batches.map { Batch(declaration: $0.declaration, leaf: $0.leaf) }
    measures = objectives.measures + self.scope.measures
    measureNames = measures.map(\.name)
    scores = Block(type, count: 3 + measures.count)
    let samplingScope = scope(memory, .sampling)
    sampler = try Sampler(game.trace(in: samplingScope), samplingScope)
    // Every run needs the field: compiling it here turns a mistake in the game into an error.
    plans[.field] = try Plan(outputs(for: .field))
  }

  func parameters(of player: Player) -> Block { player == .minimizer ? minimizer : maximizer }

  /// The plan of a purpose, compiled when it is first asked for.
  func plan(for purpose: Purpose) -> Plan {
    if let plan = plans[purpose] { return plan }
    do {
      let plan = try Plan(outputs(for: purpose))
      plans[purpose] = plan
      return plan
    } catch {
      preconditionFailure("a neural game's field compiled and its \(purpose) did not: \(error)")
    }
  }

  /// The bytes of all plans compiled so far.
  var arenaBytes: Int { plans.values.reduce(0) { $0 + $1.arenaBytes } }
}

// What each plan computes.
extension EngineTrace {
  private var parameters: [Tensor] {
    scope.parameters(of: .minimizer) + scope.parameters(of: .maximizer)
  }

  private func outputs(for purpose: Purpose) -> [Output] {
    switch purpose {
    case .field: Self.flat(gradients, in: field) + scoreOutputs
    case .minimizerField: fieldOutputs(of: .minimizer)
    case .maximizerField: fieldOutputs(of: .maximizer)
    case .scores: scoreOutputs
    case .product:
      Self.flat(
        jacobianVectorProduct(of: gradients, with: parameters, along: directions), in: product)
    case .transposedProduct:
      Self.flat(
        vectorJacobianProduct(of: gradients, with: parameters, along: directions), in: product)
    case .state: Self.flat(scope.states.map(\.next), in: nextState)
    case .proximal: proximalOutputs
    case .proximalMetric: metricOutputs
    case .payoffGradient: Self.flat(payoffGradients, in: payoffGradient)
    case .penalizedGradient: Self.flat(penalizedGradients, in: penalizedGradient)
    case .payoffProduct: products(of: payoffGradients)
    case .penalizedProduct: products(of: penalizedGradients)
    }
  }

  /// Tensors one after another in a block.
  private static func flat(_ tensors: [Tensor], in block: Block, from start: Int = 0) -> [Output] {
    var offset = start
    return tensors.map { tensor in
      defer { offset += tensor.count }
      return Output(tensor, in: block, at: offset)
    }
  }

  private func fieldOutputs(of player: Player) -> [Output] {
    let count = scope.parameters(of: .minimizer).count
    return player == .minimizer
      ? Self.flat(Array(gradients[..<count]), in: field)
      : Self.flat(Array(gradients[count...]), in: field, from: minimizer.count)
  }

  private var scoreOutputs: [Output] {
    let values =
      [objectives.payoff, objectives.minimizerLoss, objectives.maximizerLoss]
      + measures.map(\.value)
    return Self.flat(values.map { $0.reshaped(to: [1]) }, in: scores)
  }

  /// u as tensors of the parameters' shapes.
  private var directions: [Tensor] {
    var offset = 0
    return parameters.map { tensor in
      defer { offset += tensor.count }
      return scope.graph.leaf(
        tensor.shape, tensor.type, name: "direction", in: direction, at: offset)
    }
  }

  private var payoffGradients: [Tensor] { gradient(of: objectives.payoff, with: parameters) }

  private var penalizedGradients: [Tensor] {
    gradient(of: -objectives.maximizerLoss, with: parameters)
  }

  private func products(of gradients: [Tensor]) -> [Output] {
    Self.flat(
      jacobianVectorProduct(of: gradients, with: parameters, along: directions), in: product)
  }

  /// JᵀJu/rows for features h with the Jacobian J in the maximizer's parameters.
  private var metricOutputs: [Output] {
    guard let features = objectives.proximalFeatures else { return [] }
    let own = scope.parameters(of: .maximizer)
    let along = Array(directions.suffix(own.count))
    let turned = jacobianVectorProduct(of: [features], with: own, along: along)
    let scaled = turned.map { $0 * (1 / Double(features.shape.first ?? 1)) }
    return Self.flat(
      vectorJacobianProduct(of: [features], with: own, along: scaled), in: product,
      from: minimizer.count)
  }

  /// ½‖ỹ − y‖² with ỹ the maximizer's parameters and y the anchor's, and its gradient in ỹ.
  private var proximalOutputs: [Output] {
    guard let features = objectives.proximalFeatures else { return [] }
    let anchorScope = GameScope(
      graph: scope.graph, type: scope.type, batchCount: scope.batchCount,
      sampleShape: scope.sampleShape, purpose: .training,
      memory: ScopeMemory(
        isDry: false, minimizer: minimizer, maximizer: anchor, states: states,
        batches: batches.map(\.leaf), stateLeaves: scope.states.map(\.leaf)))
    guard let fixed = game.trace(in: anchorScope).proximalFeatures else { return [] }
    let squares = (features - fixed.stopped()).squared().sum()
    let value = squares * (0.5 / Double(features.shape.first ?? 1))
    return [Output(value.reshaped(to: [1]), in: distance)]
      + Self.flat(
        gradient(of: value, with: scope.parameters(of: .maximizer)), in: proximalGradient)
  }

  /// Whether the game has a proximal norm of its own.
  var hasProximalFeatures: Bool { objectives.proximalFeatures != nil }
}
