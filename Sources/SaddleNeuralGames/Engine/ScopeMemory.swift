import SaddleGames
import SaddleTensor

/// The memory that a trace's leaves stand on.
struct ScopeMemory {
  /// Whether the trace only learns what is declared: each leaf then has memory of its own.
  let isDry: Bool
  var minimizer: Block?
  var maximizer: Block?
  var states: Block?
  /// Batch and state leaves of an earlier trace in the same graph, to be used again.
  var batches: [Tensor] = []
  var stateLeaves: [Tensor] = []

  static var dry: ScopeMemory { ScopeMemory(isDry: true) }

  func parameters(of player: Player) -> Block? { player == .minimizer ? minimizer : maximizer }
  func batch(_ index: Int) -> Tensor? { index < batches.count ? batches[index] : nil }
  func state(_ index: Int) -> Tensor? { index < stateLeaves.count ? stateLeaves[index] : nil }
}
