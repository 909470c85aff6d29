import SaddleRecording
import Synchronization

/// Takes every step and keeps none.
final class NullRecorder: RunRecorder {
  let runID = Run.ID(0)
  let acknowledgedStep: Int? = nil
  func record(_ step: StepRecord) {}
  func attach(name: String, mediaType: String, data: [UInt8], step: Int?) {}
  func flush() {}
  func finish(_ outcome: Outcome) {}
}

/// Keeps every step in memory.
final class ListRecorder: RunRecorder {
  let runID = Run.ID(0)
  let acknowledgedStep: Int? = nil
  private let list = Mutex<[StepRecord]>([])
  var steps: [StepRecord] { list.withLock { $0 } }
  func record(_ step: StepRecord) { list.withLock { $0.append(step) } }
  func attach(name: String, mediaType: String, data: [UInt8], step: Int?) {}
  func flush() {}
  func finish(_ outcome: Outcome) {}
}
