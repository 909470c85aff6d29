/// Where runs are recorded.
///
/// A store is one; tests use a list in memory.
public protocol Recorder: Sendable {
  /// Begins the record of a new run.
  func begin(_ run: RunDescription) throws -> any RunRecorder

  /// Reopens the record of a run that stopped, and hands back where it stands.
  ///
  /// - Throws: if there is no such run, or another process records it.
  func resume(_ run: Run.ID) throws -> (recorder: any RunRecorder, checkpoint: Checkpoint)
}

/// The record of one run, step by step.
///
/// ``record(_:)`` hands a step over and returns at once; the step is *acknowledged* when it is
/// durable, which ``flush()`` waits for. Nothing is ever dropped: a recorder that cannot keep up
/// blocks.
public protocol RunRecorder: AnyObject, Sendable {
  /// The run's number in its store.
  var runID: Run.ID { get }

  /// The last step that is durable; nil before the first. Cheap; any thread.
  var acknowledgedStep: Int? { get }

  /// Hands over the next step. Blocks only while the queue is full.
  ///
  /// - Precondition: `step.step` is one more than the last; sizes are those of the run.
  /// - Throws: the failure that stopped the writer, if any; steps up to ``acknowledgedStep`` are
  ///   safe.
  func record(_ step: StepRecord) throws

  /// Returns when every step handed over before is durable.
  func flush() throws

  /// Flushes, writes how the run ended, and closes the record.
  func finish(_ outcome: Outcome) throws
}

/// Where a run stands in its record: enough to continue it bit for bit.
public struct Checkpoint: Hashable, Sendable {
  /// What the run is.
  public let run: RunDescription
  /// The index of the last durable iterate.
  public let step: Int
  /// Seconds that the record covers so far.
  public let wallSeconds: Double
  /// x at that step.
  public let minimizer: [Double]
  /// y at that step.
  public let maximizer: [Double]
  /// What the method carries from that step to the next.
  public let methodMemory: [Double]

  /// Joins the parts.
  public init(
    run: RunDescription, step: Int, wallSeconds: Double, minimizer: [Double],
    maximizer: [Double], methodMemory: [Double]
  ) {
    self.run = run
    self.step = step
    self.wallSeconds = wallSeconds
    self.minimizer = minimizer
    self.maximizer = maximizer
    self.methodMemory = methodMemory
  }
}
