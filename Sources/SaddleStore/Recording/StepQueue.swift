import SaddleRecording
import Synchronization

/// The bounded queue between a trainer and the thread that writes its steps.
///
/// `@unchecked Sendable`: every `var` is read and written only while `monitor` is locked; the rest
/// is constant or atomic.
final class StepQueue: @unchecked Sendable {
  /// What the writer is to do next.
  enum Work {
    /// Write the batch.
    case group
    /// Nothing is to be written; say that the run is alive.
    case heartbeat
    /// Everything is written; close the record.
    case close(Ending)
  }

  /// How the record is closed.
  enum Ending {
    case finished(Outcome)
    /// The trainer let go of the recorder without a word.
    case abandoned
  }

  /// What the writer's thread does; it is woken only where that gains something.
  private enum WriterState {
    case busy
    case waitingForWork
    case collecting
  }

  /// How long the writer collects steps since it last took some, so that a fast trainer's steps
  /// share a commit; a step that comes later than that is written at once.
  static let collectingMilliseconds = 10
  /// Steps of so many bytes are a group worth writing without collecting any longer.
  private static let groupBytes = 4 << 20

  private let monitor = Monitor()
  private let work = Monitor.Condition()
  private let room = Monitor.Condition()
  private let progress = Monitor.Condition()
  private let capacityBytes: Int
  private let durable: Atomic<Int>

  /// Groups to write, the oldest first; the last one is open, so that there always is one.
  private var waiting = [StepGroup()]
  private var waitingBytes = 0
  private var lastStep: Int?
  /// How many steps and files were handed over, and how many of them are durable.
  private var handedOverCount = 0
  private var durableCount = 0
  private var state = WriterState.busy
  /// Somebody waits for the writer, who must not collect any longer.
  private var isFlushing = false
  private var ending: Ending?
  private var isClosed = false
  private var failure: StoreError?
  private var lastTaken = MonotonicTime(nanoseconds: 0)
  private var blockedNanoseconds: UInt64 = 0
  private var listeners: [AsyncStream<Int>.Continuation] = []

  /// A queue for the steps after `lastStep`, which is durable; nil if the run has none.
  init(lastStep: Int?, capacityBytes: Int) {
    self.lastStep = lastStep
    self.capacityBytes = capacityBytes
    durable = Atomic(lastStep ?? -1)
  }
}

// The trainer's side.
extension StepQueue {
  /// The last step that was acknowledged.
  var acknowledgedStep: Int? {
    let step = durable.load(ordering: .acquiring)
    return step < 0 ? nil : step
  }

  /// How long putting had to wait for room.
  var blockedSeconds: Double {
    monitor.lock()
    defer { monitor.unlock() }
    return Double(blockedNanoseconds) / 1e9
  }

  /// The last durable step, each time that there are more.
  func acknowledgements() -> AsyncStream<Int> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { listener in
      monitor.lock()
      defer { monitor.unlock() }
      if isClosed { return listener.finish() }
      listeners.append(listener)
    }
  }

  /// Hands a step over; blocks while the queue is full.
  func put(_ step: StepGroup.Step) throws(StoreError) {
    let bytes = step.queuedBytes
    monitor.lock()
    defer { monitor.unlock() }
    try makeRoom(for: bytes)
    precondition(
      lastStep.map { step.record.step == $0 + 1 } ?? (step.record.step >= 0),
      "step \(step.record.step) was recorded after step \(lastStep ?? -1)")
    lastStep = step.record.step
    waiting[waiting.count - 1].append(step)
    if waiting[waiting.count - 1].isFull { waiting.append(StepGroup()) }
    didHandOver(bytes)
  }

  /// Hands a file over; blocks while the queue is full.
  func put(_ attachment: StepGroup.Attachment) throws(StoreError) {
    monitor.lock()
    defer { monitor.unlock() }
    try makeRoom(for: attachment.queuedBytes)
    waiting[waiting.count - 1].append(attachment)
    didHandOver(attachment.queuedBytes)
  }

  /// Waits, with the monitor locked, until there is room and the record is open.
  private func makeRoom(for bytes: Int) throws(StoreError) {
    if waitingBytes > 0, waitingBytes + bytes > capacityBytes {
      let start = MonotonicTime.now
      while waitingBytes > 0, waitingBytes + bytes > capacityBytes, failure == nil {
        isFlushing = true
        wakeWriter(evenIfCollecting: true)
        monitor.wait(for: room)
      }
      blockedNanoseconds += MonotonicTime.now.nanoseconds - start.nanoseconds
    }
    try checkOpen()
  }

  private func didHandOver(_ bytes: Int) {
    handedOverCount += 1
    waitingBytes += bytes
    if state != .busy {
      wakeWriter(evenIfCollecting: waitingBytes >= Self.groupBytes || waiting.count > 1)
    }
  }

  /// Returns when everything handed over before is durable.
  func flush() throws(StoreError) {
    monitor.lock()
    defer { monitor.unlock() }
    try checkOpen()
    let target = handedOverCount
    while durableCount < target, failure == nil {
      if waitingBytes > 0 {
        isFlushing = true
        wakeWriter(evenIfCollecting: true)
      }
      monitor.wait(for: progress)
    }
    if let failure { throw failure }
  }

  /// Returns when the writer has written everything and closed the record.
  ///
  /// - Throws: the writer's failure, or `.recordClosed` if the record was closed before.
  func close(_ ending: Ending) throws(StoreError) {
    monitor.lock()
    defer { monitor.unlock() }
    if failure == nil { try checkOpen() }
    self.ending = ending
    wakeWriter(evenIfCollecting: true)
    while !isClosed { monitor.wait(for: progress) }
    if let failure { throw failure }
  }

  private func checkOpen() throws(StoreError) {
    if let failure { throw failure }
    guard ending == nil else {
      throw StoreError(
        .recordClosed, "the record of this run is closed",
        hint: "resume the run to record more of it")
    }
  }

  private func wakeWriter(evenIfCollecting: Bool) {
    guard state == .waitingForWork || (evenIfCollecting && state == .collecting) else { return }
    state = .busy
    work.signal()
  }
}

// The writer's side.
extension StepQueue {
  /// Waits for something to do: a group (moved to `batch`, which must be empty), the heartbeat's
  /// time, or the end.
  func next(into batch: inout StepGroup, heartbeatAt heartbeat: MonotonicTime) -> Work {
    monitor.lock()
    defer { monitor.unlock() }
    while waitingBytes == 0 {
      if let ending { return .close(ending) }
      if MonotonicTime.now >= heartbeat { return .heartbeat }
      state = .waitingForWork
      monitor.wait(for: work, until: heartbeat)
      state = .busy
    }
    let due = lastTaken.adding(milliseconds: Self.collectingMilliseconds)
    while waitingBytes < Self.groupBytes, waiting.count == 1, !isFlushing, ending == nil,
      MonotonicTime.now < due
    {
      state = .collecting
      monitor.wait(for: work, until: due)
      state = .busy
    }
    swap(&batch, &waiting[0])
    if waiting.count > 1 { waiting.removeFirst() }
    waitingBytes -= batch.byteCount
    if waitingBytes == 0 { isFlushing = false }
    lastTaken = .now
    room.broadcast()
    return .group
  }

  /// Whether the trainer is about to wait for the writer: half of the queue is full.
  var isBehind: Bool {
    monitor.lock()
    defer { monitor.unlock() }
    return waitingBytes > capacityBytes / 2
  }

  /// Says that a group is durable.
  func acknowledge(_ group: StepGroup) {
    if let last = group.steps.last { durable.store(last.record.step, ordering: .releasing) }
    monitor.lock()
    durableCount += group.count
    if let last = group.steps.last {
      for listener in listeners { listener.yield(last.record.step) }
    }
    progress.broadcast()
    monitor.unlock()
  }

  /// The writer's last word: the record is closed, by a failure or as asked.
  func closed(_ failure: StoreError?) {
    monitor.lock()
    self.failure = failure
    isClosed = true
    for listener in listeners { listener.finish() }
    listeners = []
    waiting = [StepGroup()]
    room.broadcast()
    progress.broadcast()
    monitor.unlock()
  }
}
