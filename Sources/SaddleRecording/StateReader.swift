/// Reads what is stored of runs' states: what replaying needs of a store.
public protocol StateReader: Sendable {
  /// Both players' stored parameters at one step; nil where none are stored.
  ///
  /// - Throws: if the stored bytes are damaged.
  func storedParameters(
    of run: Run.ID, at step: Int
  ) throws -> (minimizer: [Double], maximizer: [Double])?

  /// Hands both players' stored parameters to `body`, by step, and keeps none of them.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - steps: of these steps; nil for all.
  ///   - body: given the step, x and y.
  /// - Throws: what the store and `body` throw.
  func forEachIterate(
    of run: Run.ID, steps: ClosedRange<Int>?,
    _ body: (_ step: Int, _ minimizer: [Double], _ maximizer: [Double]) throws -> Void
  ) throws

  /// Both players' stored parameters over a run, thinned evenly; none if their file is missing.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - maximumPoints: at most so many steps; the first and the last one stay.
  ///   - maximumCoordinates: of each player, so many parameters; nil for all.
  /// - Returns: the steps with x and y.
  /// - Throws: what the store throws.
  func trajectory(
    of run: Run.ID, maximumPoints: Int, maximumCoordinates: Int?
  ) throws -> RecordedTrajectory

  /// The step of the newest whole state at or before a step; nil if there is none.
  func keyframeStep(of run: Run.ID, before step: Int) throws -> Int?

  /// The newest whole state at or before a step, which is its ``Checkpoint/recordedStep``, with the
  /// digests from one to the other; nil if there is none.
  func keyframe(of run: Run.ID, before step: Int) throws -> Checkpoint?

  /// The recorded digest of each of the steps; nil where none was recorded.
  func digests(of run: Run.ID, at steps: ClosedRange<Int>) throws -> [UInt64?]
}
