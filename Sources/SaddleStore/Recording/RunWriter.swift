import GRDB
import SaddleRecording

/// The record of one run: hands steps to a thread of its own, which commits them in groups.
///
/// A group is what has gathered while the writer was busy or, if that is less, within ten
/// milliseconds; a step that comes after a pause is written at once. A group is acknowledged when
/// SQLite has synced its commit to the disk. The run's heartbeat beats every second.
final class RunWriter: RunRecorder {
  let runID: Run.ID
  private let shape: Shape
  private let queue: StepQueue

  /// The sizes that every step must have.
  struct Shape {
    let minimizerCount: Int
    let maximizerCount: Int
    let penalties: [Double]

    init(of run: RunDescription) {
      minimizerCount = run.minimizerCount
      maximizerCount = run.maximizerCount
      penalties = run.proximalPenalties
    }
  }

  /// Starts to record the steps after `lastStep`, on a connection that nothing else uses.
  init(
    runID: Run.ID, session: Int64, shape: Shape, lastStep: Int?, database: DatabaseQueue,
    options: Store.Options
  ) throws(StoreError) {
    self.runID = runID
    self.shape = shape
    queue = StepQueue(lastStep: lastStep, capacityBytes: options.queueBytes)
    let committer = GroupCommitter(
      runID: runID, session: session, penalties: shape.penalties, database: database)
    let queue = queue
    do {
      try WriterThread.start { committer.serve(queue) }
    } catch {
      // Nobody serves the queue: without this, letting go of it would wait for ever.
      queue.closed(error)
      throw error
    }
  }

  /// A recorder that is let go without ``finish(_:)`` leaves a run that reads as crashed, with
  /// every step that was handed over.
  deinit { try? queue.close(.abandoned) }

  var acknowledgedStep: Int? { queue.acknowledgedStep }

  func record(_ step: StepRecord) throws {
    precondition(
      step.minimizer.count == shape.minimizerCount && step.maximizer.count == shape.maximizerCount,
      """
      step \(step.step) has \(step.minimizer.count) and \(step.maximizer.count) parameters, the \
      run has \(shape.minimizerCount) and \(shape.maximizerCount)
      """)
    precondition(
      step.proximalGaps.isEmpty || step.proximalGaps.count == shape.penalties.count,
      "step \(step.step) has \(step.proximalGaps.count) proximal gaps for "
        + "\(shape.penalties.count) penalties")
    try queue.put(step)
  }

  func flush() throws { try queue.flush() }

  func finish(_ outcome: Outcome) throws { try queue.close(.finished(outcome)) }
}
