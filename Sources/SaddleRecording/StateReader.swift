/// Reads what is stored of runs' states: what replaying needs of a store.
public protocol StateReader: Sendable {
  /// Both players' stored parameters at one step; nil where none are stored.
  ///
  /// - Throws: if the stored bytes are damaged.
  func storedParameters(
    of run: Run.ID, at step: Int
  ) throws -> (minimizer: [Double], maximizer: [Double])?

  /// The step of the newest whole state at or before a step; nil if there is none.
  func keyframeStep(of run: Run.ID, before step: Int) throws -> Int?

  /// The newest whole state at or before a step, which is its ``Checkpoint/recordedStep``, with the
  /// digests from one to the other; nil if there is none.
  func keyframe(of run: Run.ID, before step: Int) throws -> Checkpoint?

  /// The recorded digest of each of the steps; nil where none was recorded.
  func digests(of run: Run.ID, at steps: ClosedRange<Int>) throws -> [UInt64?]
}
