public import SaddleRecording
import Synchronization

/// A recorder that keeps everything in memory: the plain twin of a store.
public final class MemoryRecorder: RunRecorder {
  private struct Contents {
    var steps: [StepRecord] = []
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

  /// How the run ended; nil before.
  public var outcome: Outcome? { contents.withLock { $0.outcome } }

  /// The last step handed over.
  public var acknowledgedStep: Int? { contents.withLock { $0.steps.last?.step } }

  /// Keeps a step.
  public func record(_ step: StepRecord) throws {
    if step.step == failingStep { throw Failure() }
    contents.withLock { $0.steps.append(step) }
  }

  /// Nothing: a step is kept at once.
  public func flush() throws {}

  /// Keeps the outcome.
  public func finish(_ outcome: Outcome) throws { contents.withLock { $0.outcome = outcome } }
}

extension MemoryRecorder {
  /// Where a run of this description stood at a step that was recorded.
  public func checkpoint(of run: RunDescription, at step: Int) -> Checkpoint? {
    guard let record = steps.first(where: { $0.step == step }) else { return nil }
    return Checkpoint(
      run: run, step: step, wallSeconds: record.wallSeconds, minimizer: record.minimizer,
      maximizer: record.maximizer, methodMemory: record.methodMemory)
  }
}

extension RunEnvironment {
  /// An environment for tests.
  public static let test = RunEnvironment(
    host: "host", processID: 1, bootID: "boot", version: "0", gitCommit: nil, commandLine: [])
}
