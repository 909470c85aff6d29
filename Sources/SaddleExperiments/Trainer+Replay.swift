import SaddleGames
import SaddleRecording
import SaddleTraining

extension Trainer {
  /// The digest of the iterate, then of the method's memory, of what its moves carry, and of the game's
  /// state; nothing is copied.
  var digest: UInt64 {
    let digest = StateDigest.digest(
      parameters: state.profile.values, memory: state.memory, gameState: state.gameState)
    return state.ruleMemory.isEmpty
      ? digest : state.ruleMemory.withUnsafeBytes { StateDigest.digest($0, seed: digest) }
  }

  /// Plays on to the checkpoint's last recorded step, from its state or any step since.
  ///
  /// - Parameters:
  ///   - checkpoint: the state and the digests of the steps since.
  ///   - isInterrupted: asked before each step; true ends the replay there.
  /// - Throws: ``ExperimentError`` with code `.notReplayable` at the first step whose digest is not the
  ///   recorded one, or `.interrupted`.
  mutating func replay(
    _ checkpoint: Checkpoint, isInterrupted: () -> Bool = { false }
  ) throws(ExperimentError) {
    try prove(checkpoint)
    while state.step < checkpoint.recordedStep {
      if isInterrupted() {
        throw ExperimentError(
          .interrupted,
          "playing run '\(checkpoint.run.name)' again was stopped at step \(state.step)")
      }
      step()
      try prove(checkpoint)
    }
  }

  private func prove(_ checkpoint: Checkpoint) throws(ExperimentError) {
    let index = state.step - checkpoint.step
    guard checkpoint.digests.indices.contains(index), let recorded = checkpoint.digests[index]
    else { return }
    guard digest == recorded else {
      let what =
        index == 0
        ? "the recorded state of step \(state.step) is damaged"
        : "playing run '\(checkpoint.run.name)' again from step \(checkpoint.step) gives other"
          + " numbers at step \(state.step) than were recorded"
      throw ExperimentError(
        .notReplayable, what,
        hint: "use the machine and the version (\(checkpoint.run.environment.version)) that"
          + " recorded it")
    }
  }
}
