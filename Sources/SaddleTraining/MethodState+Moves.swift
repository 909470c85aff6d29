import SaddleGames

/// What the steps of most methods are made of; none of it allocates.
extension MethodState {
  /// Moves one player along a scratch vector w by the method's rule.
  ///
  /// z ← Π(z − η·w) on the player's block for the plain rule; others overwrite w.
  mutating func descend(
    _ player: Player, by stepSize: Double, along vector: Int, in game: any VariationalInequality
  ) {
    if isPlain {
      for index in profile.shape.range(of: player) {
        profile.values[index] -= stepSize * scratch[vector][index]
      }
    } else {
      let range = profile.shape.range(of: player)
      let memoryRange = rule.memoryRange(of: player, in: profile.shape)
      profile.values.withUnsafeMutableBufferPointer { values in
        scratch[vector].withUnsafeMutableBufferPointer { direction in
          ruleMemory.withUnsafeMutableBufferPointer { memory in
            rule.move(
              UnsafeMutableBufferPointer(rebasing: values[range]),
              along: UnsafeMutableBufferPointer(rebasing: direction[range]),
              memory: UnsafeMutableBufferPointer(rebasing: memory[memoryRange]),
              stepSize: stepSize, step: step)
          }
        }
      }
    }
    game.project(player, of: &profile)
  }

  /// Moves both players along a scratch vector: z ← Π(z − η∘w).
  ///
  /// Inlined, because a specialised copy would box the game anew at each step.
  @inline(__always)
  mutating func descend(
    by stepSizes: StepSizes, along vector: Int, in game: any VariationalInequality
  ) {
    descend(.minimizer, by: stepSizes.minimizer, along: vector, in: game)
    descend(.maximizer, by: stepSizes.maximizer, along: vector, in: game)
  }

  /// Copies the iterate into a scratch vector.
  mutating func saveProfile(in vector: Int) {
    for index in profile.values.indices { scratch[vector][index] = profile.values[index] }
  }

  /// Takes the iterate back from a scratch vector.
  mutating func restoreProfile(from vector: Int) {
    for index in profile.values.indices { profile.values[index] = scratch[vector][index] }
  }
}
