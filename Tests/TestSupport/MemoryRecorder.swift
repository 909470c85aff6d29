public import SaddleRecording
import Synchronization

/// A recorder that keeps everything in memory: the plain twin of a store.
public final class MemoryRecorder: RunRecorder {
  private struct Contents {
    var steps: [StepRecord] = []
    var attachments: [MemoryRecorder.Attachment] = []
    var outcome: Outcome?
  }

  /// Always 1.
  public let runID = Run.ID(1)
  private let contents = Mutex(Contents())
  private let failingStep: Int?

  /// A recorder that fails when it is handed `failingStep`, as a full disk would.
  public init(failingStep: Int? = nil) { self.failingStep = failingStep }

  /// What a failing recorder throws.
  public struct Failure: Error {}

  /// The steps handed over, in order.
  public var steps: [StepRecord] { contents.withLock { $0.steps } }

  /// A file that was attached.
  public struct Attachment: Sendable {
    /// Its name.
    public let name: String
    /// Such as `image/png`.
    public let mediaType: String
    /// The content.
    public let data: [UInt8]
    /// The step that it belongs to.
    public let step: Int?
  }

  /// The files attached, in order.
  public var attachments: [Attachment] { contents.withLock { $0.attachments } }

  /// How the run ended; nil before.
  public var outcome: Outcome? { contents.withLock { $0.outcome } }

  /// The last step handed over.
  public var acknowledgedStep: Int? { contents.withLock { $0.steps.last?.step } }

  /// Keeps a step.
  public func record(_ step: StepRecord) throws {
    if step.step == failingStep { throw Failure() }
    contents.withLock { $0.steps.append(step) }
  }

  /// Keeps a file.
  public func attach(name: String, mediaType: String, data: [UInt8], step: Int?) throws {
    let attachment = Attachment(name: name, mediaType: mediaType, data: data, step: step)
    contents.withLock { $0.attachments.append(attachment) }
  }

  /// Nothing: a step is kept at once.
  public func flush() throws {}

  /// Keeps the outcome.
  public func finish(_ outcome: Outcome) throws { contents.withLock { $0.outcome = outcome } }
}

extension MemoryRecorder {
  /// Where a run of this description stood at a step that was recorded: its newest state up to there,
  /// and the digests since.
  public func checkpoint(of run: RunDescription, at step: Int) -> Checkpoint? {
    let steps = self.steps
    guard let last = steps.firstIndex(where: { $0.step == step }),
      let saved = steps[...last].lastIndex(where: { $0.minimizer != nil }),
      let minimizer = steps[saved].minimizer, let maximizer = steps[saved].maximizer
    else { return nil }
    return Checkpoint(
      run: run, step: steps[saved].step, recordedStep: step, wallSeconds: steps[last].wallSeconds,
      minimizer: minimizer, maximizer: maximizer, methodMemory: steps[saved].methodMemory ?? [],
      digests: steps[saved...last].map(\.digest))
  }
}

extension RunEnvironment {
  /// An environment for tests.
  public static let test = RunEnvironment(
    host: "host", processID: 1, bootID: "boot", version: "0", gitCommit: nil, commandLine: [])
}
