public import SaddleGames
public import SaddleTensor

/// Where a neural game is traced: it declares parameters, batches and state here, by use.
///
/// What is declared is told apart by the order of declaration; names are for people. A game is traced
/// several times, each time in a scope on other memory: to learn its sizes, to compile its field, with a
/// second set of the maximizer's parameters for proximal terms, and to generate samples. So `trace`
/// must not depend on anything but the game and ``batchCount`` and ``purpose``.
public final class GameScope {
  /// What a trace is for.
  public enum Purpose: Sendable {
    /// The field that is trained: batch normalization uses the batch's statistics.
    case training
    /// Samples for people and metrics: batch normalization uses the running statistics.
    case sampling
  }

  /// Where expressions are traced.
  public let graph: Graph
  /// The numbers that the game is played in.
  public let type: ScalarType
  /// How many samples a batch has.
  public let batchCount: Int
  /// The shape of one row of the data; empty if the game has none.
  public let sampleShape: [Int]
  /// What the trace is for.
  public let purpose: Purpose
  let memory: ScopeMemory
  private(set) var declarations = Declarations()
  private(set) var batches: [(declaration: BatchDeclaration, leaf: Tensor)] = []
  /// The state's leaves, and what each is replaced by at the end of the step.
  private(set) var states: [(leaf: Tensor, next: Tensor)] = []

  init(
    graph: Graph, type: ScalarType, batchCount: Int, sampleShape: [Int], purpose: Purpose,
    memory: ScopeMemory
  ) {
    self.graph = graph
    self.type = type
    self.batchCount = batchCount
    self.sampleShape = sampleShape
    self.purpose = purpose
    self.memory = memory
  }

  // MARK: Parameters

  /// A tensor of parameters of a player.
  public func parameter(
    _ shape: [Int], of player: Player, name: String = "weight", start: Initializer
  ) -> Tensor {
    let offset = declarations.parameterCount(of: player)
    declarations.parameters.append(
      ParameterDeclaration(
        player: player, name: name, shape: shape, offset: offset, start: start))
    let leaf = graph.leaf(
      shape, type, name: "\(player)'s \(name)", in: memory.parameters(of: player),
      at: memory.isDry ? 0 : offset)
    parameters.append((player, leaf))
    return leaf
  }

  private(set) var parameters: [(player: Player, leaf: Tensor)] = []

  /// A player's parameter tensors, in the order of declaration.
  func parameters(of player: Player) -> [Tensor] {
    parameters.filter { $0.player == player }.map(\.leaf)
  }

  // MARK: Batches

  /// A batch of rows of the data, [batch] + ``sampleShape``; each call is another batch.
  public func data() -> Tensor { batch(.data, sampleShape) }

  /// A batch of standard normal numbers, [batch] + shape.
  public func normal(_ shape: [Int]) -> Tensor { batch(.normal, shape) }

  /// A batch of uniform numbers between 0 and 1, [batch] + shape.
  public func uniform(_ shape: [Int]) -> Tensor { batch(.uniform, shape) }

  private func batch(_ source: BatchDeclaration.Source, _ shape: [Int]) -> Tensor {
    let index = batches.count
    let declaration = BatchDeclaration(source: source, shape: [batchCount] + shape)
    let leaf =
      memory.batch(index)
      ?? graph.leaf(declaration.shape, type, name: "\(source) batch \(index)")
    batches.append((declaration, leaf))
    return leaf
  }

  // MARK: State

  /// A tensor that the steps carry along and the checkpoint records.
  ///
  /// It is fixed within a step; what the last ``update(_:to:)`` says is its value in the next.
  ///
  /// - Parameters:
  ///   - shape: its extents.
  ///   - name: what messages call it.
  ///   - start: where it starts.
  ///   - startingIterations: how often it is updated at the initial profile before the first step.
  /// - Returns: the state.
  public func state(
    _ shape: [Int], name: String, start: Initializer, startingIterations: Int = 0
  ) -> StateTensor {
    let index = states.count
    let offset = declarations.stateCount
    declarations.states.append(
      StateDeclaration(
        name: name, shape: shape, offset: offset, start: start,
        startingIterations: startingIterations))
    let leaf =
      memory.state(index)
      ?? graph.leaf(
        shape, type, name: "state \(name)", in: memory.states, at: memory.isDry ? 0 : offset)
    states.append((leaf, leaf))
    return StateTensor(index: index, value: leaf)
  }

  /// Says what a state becomes at the end of the step; the value is held fixed by derivatives.
  public func update(_ state: StateTensor, to value: Tensor) {
    states[state.index].next = value.stopped()
  }

  /// What the updates so far make of a state: its value if there were none.
  public func pending(_ state: StateTensor) -> Tensor { states[state.index].next }

  // MARK: Measures

  /// Records a single number under a name at every step, along with ``Objectives/measures``.
  public func record(_ name: String, _ value: Tensor) { measures.append((name, value)) }

  private(set) var measures: [(name: String, value: Tensor)] = []

  /// ∇D at each row of a batch, of the batch's shape: the gradient of ΣD(xᵢ), for a D that treats rows
  /// alone.
  public func slope(of function: Network, at batch: Tensor) -> Tensor {
    gradient(of: function(batch).sum(), with: batch)
  }
}

/// A tensor that the steps carry along.
public struct StateTensor {
  let index: Int
  /// Its value in this step.
  public let value: Tensor
}
