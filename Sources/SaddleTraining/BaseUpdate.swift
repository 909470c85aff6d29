/// What a direction w is turned into before a player moves by η times it, coordinate by coordinate.
///
/// Moments start at 0 and are carried in the memory; t counts the player's own moves from 1, which in
/// methods that move more than once per step are more than the steps.
public enum BaseUpdate: Hashable, Sendable {
  /// w itself: plain gradient steps.
  case sgd
  /// m ← βm + w; m (Polyak 1964, the heavy ball).
  case momentum(decay: Double)
  /// u ← βu + (1 − β)w²; w/(√u + ε) (Tieleman & Hinton 2012).
  case rmsprop(decay: Double, epsilon: Double)
  /// m ← β₁m + (1 − β₁)w, u ← β₂u + (1 − β₂)w²; m̂/(√û + ε) with m̂ = m/(1 − β₁ᵗ), û = u/(1 − β₂ᵗ)
  /// (Kingma & Ba 2015).
  case adam(firstDecay: Double, secondDecay: Double, epsilon: Double)

  /// The names by which users choose one.
  static let names = ["sgd", "momentum", "rmsprop", "adam"]

  /// The numbers that a block of n coordinates carries: moments, and for Adam β₁ᵗ and β₂ᵗ.
  package func memoryCount(for count: Int) -> Int {
    switch self {
    case .sgd: 0
    case .momentum, .rmsprop: count
    case .adam: 2 * count + 2
    }
  }

  /// Turns w into the update in place.
  ///
  /// - Parameters:
  ///   - direction: w; becomes what η multiplies.
  ///   - memory: as many numbers as ``memoryCount(for:)`` says, 0 before the first move.
  func apply(
    to direction: UnsafeMutableBufferPointer<Double>, memory: UnsafeMutableBufferPointer<Double>
  ) {
    switch self {
    case .sgd: break
    case .momentum(let decay):
      for index in direction.indices {
        memory[index] = decay * memory[index] + direction[index]
        direction[index] = memory[index]
      }
    case .rmsprop(let decay, let epsilon):
      for index in direction.indices {
        let w = direction[index]
        memory[index] = decay * memory[index] + (1 - decay) * w * w
        direction[index] = w / (memory[index].squareRoot() + epsilon)
      }
    case .adam(let first, let second, let epsilon):
      let count = direction.count
      // Carried as 1 − βᵗ, which is 0 before the first move as all memory is.
      let corrections = (
        first * memory[2 * count] + (1 - first), second * memory[2 * count + 1] + (1 - second)
      )
      memory[2 * count] = corrections.0
      memory[2 * count + 1] = corrections.1
      for index in 0..<count {
        let w = direction[index]
        let m = first * memory[index] + (1 - first) * w
        let u = second * memory[count + index] + (1 - second) * w * w
        memory[index] = m
        memory[count + index] = u
        direction[index] =
          (m / corrections.0) / ((u / corrections.1).squareRoot() + epsilon)
      }
    }
  }
}
