import Dispatch
import Foundation
import GRDB
import SaddleRecording
import Testing

@testable import SaddleStore

@Suite("Waiting for the writer")
struct RunWriterWaitingTests {
  private let folder: TemporaryStore

  init() throws { folder = try TemporaryStore() }

  @Test("Acknowledgements come in order, the newest among them, and end with the record")
  func acknowledgements() async throws {
    let store = try folder.open()
    let recorder = try store.begin(.sample())
    let heard = Task {
      var steps: [Int] = []
      for await step in recorder.acknowledgements() { steps.append(step) }
      return steps
    }
    // The stream is asked for by another task: until it listens nothing is heard.
    let late = Task { await recorder.acknowledgements().first { $0 >= 30 } }
    for number in 0..<40 {
      try recorder.record(.sample(number))
      try recorder.flush()
      #expect(recorder.acknowledgedStep == number)
      await Task.yield()
    }
    try recorder.finish(.stepLimit)
    let steps = await heard.value
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
    #expect(steps.allSatisfy { 0..<40 ~= $0 })
    _ = await late.value
    var after = 0
    for await _ in recorder.acknowledgements() { after += 1 }
    #expect(after == 0)
  }

  @Test("A listener that is there hears the last step before the record ends")
  func hearsTheLast() async throws {
    let store = try folder.open()
    let recorder = try store.begin(.sample())
    let stream = recorder.acknowledgements()
    for number in 0..<100 { try recorder.record(.sample(number)) }
    try recorder.finish(.stepLimit)
    var last = -1
    for await step in stream { last = step }
    #expect(last == 99)
  }

  @Test("Time that the trainer waits for room is counted, and kept on the run")
  func blockedSeconds() throws {
    var options = Store.Options()
    options.queueBytes = 1_000
    let store = try folder.open(options: options)
    let recorder = try store.begin(.sample())
    try recorder.record(.sample(0))
    try recorder.flush()
    #expect(recorder.blockedSeconds == 0)
    let stranger = try folder.stranger()
    let isLocked = DispatchSemaphore(value: 0)
    let locking = Thread {
      try? stranger.inTransaction(.immediate) { _ in
        isLocked.signal()
        Thread.sleep(forTimeInterval: 0.05)
        return .commit
      }
    }
    locking.start()
    isLocked.wait()
    // The writer holds one group, the queue three steps: the fifth waits until the lock is gone.
    for number in 1..<20 { try recorder.record(.sample(number)) }
    try recorder.finish(.stepLimit)
    #expect(recorder.blockedSeconds > 0)
    let kept = try store.query("SELECT blockedSeconds FROM run")
    #expect(kept.rows == [[.real(recorder.blockedSeconds)]])
  }
}
