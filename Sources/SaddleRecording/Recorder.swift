/// Where runs are recorded.
///
/// A store is one; tests use a list in memory.
public protocol Recorder: Sendable {
  /// Begins the record of a new run.
  func begin(_ run: RunDescription) throws -> any RunRecorder

  /// Reopens the record of a run that stopped, and hands back where it stands.
  ///
  /// The next step to record is the one after ``Checkpoint/recordedStep``.
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

  /// Seconds for which ``record(_:)`` and ``attach(name:mediaType:data:step:)`` had to wait because the
  /// queue was full.
  var blockedSeconds: Double { get }

  /// The last durable step, each time that more steps became durable; ends when the record is closed.
  ///
  /// Who is slow misses steps between, never the newest.
  func acknowledgements() -> AsyncStream<Int>

  /// Hands over the next step. Blocks only while the queue is full.
  ///
  /// - Precondition: `step.step` is one more than the last; sizes are those of the run; under
  ///   ``ParameterPolicy/raw`` and ``ParameterPolicy/compressed`` the step has parameters.
  /// - Throws: the failure that stopped the writer, if any; steps up to ``acknowledgedStep`` are
  ///   safe.
  func record(_ step: StepRecord) throws

  /// Attaches a file to the run, or to a step that is recorded or is the next to be.
  ///
  /// It is durable no later than every step that is handed over after it; ``flush()`` waits for it.
  /// A file of the same name at the same step is replaced.
  ///
  /// - Parameters:
  ///   - name: what people call the file, such as `samples.png`.
  ///   - mediaType: such as `image/png`.
  ///   - data: the content; equal contents are stored once.
  ///   - step: the step that it belongs to; nil for the run as a whole.
  /// - Throws: as ``record(_:)``, or if the name is empty.
  func attach(name: String, mediaType: String, data: [UInt8], step: Int?) throws

  /// Returns when everything handed over before is durable.
  func flush() throws

  /// Flushes, writes how the run ended, and closes the record.
  func finish(_ outcome: Outcome) throws
}

extension RunRecorder {
  /// Nothing: a recorder that never waits.
  public var blockedSeconds: Double { 0 }

  /// No step: a recorder that says nothing.
  public func acknowledgements() -> AsyncStream<Int> { AsyncStream { $0.finish() } }
}

/// Where a run stands in its record: enough to continue it bit for bit.
///
/// Where every step's parameters are kept the state is that of the last recorded step, or with large
/// parameters of one at most 32 steps before. Otherwise it is the last keyframe. The steps after it up to
/// ``recordedStep`` are played again, against ``digests``.
public struct Checkpoint: Hashable, Sendable {
  /// What the run is.
  public let run: RunDescription
  /// The index of the iterate whose state this is.
  public let step: Int
  /// The index of the last durable iterate, ≥ ``step``.
  public let recordedStep: Int
  /// Seconds that the record covers, up to ``recordedStep``.
  public let wallSeconds: Double
  /// x at ``step``.
  public let minimizer: [Double]
  /// y at ``step``.
  public let maximizer: [Double]
  /// What the method carries from that step to the next.
  public let methodMemory: [Double]
  /// The recorded digest of each iterate from ``step`` to ``recordedStep``; nil where none was
  /// recorded.
  public let digests: [UInt64?]

  /// Joins the parts; without `recordedStep` the state is that of the last recorded step.
  public init(
    run: RunDescription, step: Int, recordedStep: Int? = nil, wallSeconds: Double,
    minimizer: [Double], maximizer: [Double], methodMemory: [Double], digests: [UInt64?] = []
  ) {
    self.run = run
    self.step = step
    self.recordedStep = recordedStep ?? step
    self.wallSeconds = wallSeconds
    self.minimizer = minimizer
    self.maximizer = maximizer
    self.methodMemory = methodMemory
    self.digests = digests
  }
}
