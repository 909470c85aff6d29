import GRDB
import SaddleRecording

/// The record of one run: hands steps to a thread of its own, which commits them in groups.
///
/// A group is what has gathered while the writer was busy or, if that is less, within ten
/// milliseconds; a step that comes after a pause is written at once. A group is acknowledged when
/// SQLite has synced its commit to the disk, or under
/// ``Durability/normal`` has written it. The run's heartbeat beats every second.
final class RunWriter: RunRecorder {
  let runID: Run.ID
  private let shape: RunShape
  private let queue: StepQueue
  /// Where the parameters of large steps are packed; nil: small ones wait as they are.
  private let packer: IteratePacker?

  /// Starts to record the steps after `lastStep`, on a connection that nothing else uses.
  init(
    runID: Run.ID, session: Int64, shape: RunShape, lastStep: Int?, systemSampleSeconds: Double,
    database: DatabaseQueue, iterateFile: DatabaseQueue?, options: Store.Options
  ) throws(StoreError) {
    self.runID = runID
    self.shape = shape
    queue = StepQueue(lastStep: lastStep, capacityBytes: options.queueBytes)
    packer = shape.stepBytes > options.largeStepBytes ? IteratePacker(shape) : nil
    let committer = GroupCommitter(
      runID: runID, session: session, shape: shape, database: database, iterateFile: iterateFile,
      options: options, systemSampleSeconds: systemSampleSeconds)
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

  var blockedSeconds: Double { queue.blockedSeconds }

  func acknowledgements() -> AsyncStream<Int> { queue.acknowledgements() }

  func record(_ step: StepRecord) throws {
    shape.check(step)
    try queue.put(try packer?.pack(step) ?? StepGroup.Step(record: step))
  }

  func attach(name: String, mediaType: String, data: [UInt8], step: Int?) throws {
    guard !name.isEmpty, !name.utf8.contains(0), !mediaType.utf8.contains(0) else {
      throw StoreError(
        .invalidArtifact, "a file that is attached to a run needs a name without NUL characters",
        hint: "name it, such as samples.png")
    }
    try queue.put(
      StepGroup.Attachment(name: name, mediaType: mediaType, data: data, step: step))
  }

  func flush() throws { try queue.flush() }

  func finish(_ outcome: Outcome) throws { try queue.close(.finished(outcome)) }
}
