import Foundation
import GRDB
import SaddleQueries
import SaddleRecording
import Synchronization

/// Records one run: a bounded queue, and one thread that writes whatever waits as one transaction.
///
/// Group commit: while one transaction is being synced, steps pile up and the next takes them all, so
/// that `synchronous=FULL` costs little however short a step is. A step is acknowledged when its
/// transaction is committed. A slow trainer's step waits a few milliseconds for company at most.
///
/// Safe to share: `condition` guards every mutable field but `acknowledged`, which is atomic, and the
/// connection, which only the writer's thread uses.
final class RunWriter: RunRecorder, @unchecked Sendable {
  let runID: Run.ID
  private let database: DatabaseQueue
  private let path: String
  private let condition = NSCondition()
  private let acknowledged: Atomic<Int>

  private var queue: [StepRecord] = []
  private var queuedBytes = 0
  private var nextStep: Int
  private var isFlushing = false
  private var ending: Outcome?
  private var isDone = false
  private var failure: StoreError?

  /// A trainer blocks when this much waits to be written.
  private static let queueLimit = 64 << 20
  /// A transaction takes at most this many steps, so that a reader sees the run move.
  private static let groupLimit = 8_192
  /// How long a lone step waits for others: half the time in which a person notices nothing.
  private static let linger = 0.005
  /// How many waiting steps are company enough to write at once.
  private static let company = 1_024
  /// Seconds between signs of life of an idle run.
  private static let heartbeatInterval = 1.0

  /// Opens the record and starts the thread.
  init(
    run: Run.ID, description: RunDescription, database: DatabaseQueue, path: String, lastStep: Int?
  ) {
    runID = run
    self.database = database
    self.path = path
    acknowledged = Atomic(lastStep ?? -1)
    nextStep = (lastStep ?? -1) + 1
    let insertion = StepInsertion(run: run, penalties: description.proximalPenalties)
    let thread = Thread { [self] in loop(insertion) }
    thread.name = "saddlebag run \(run)"
    thread.start()
  }

  var acknowledgedStep: Int? {
    let step = acknowledged.load(ordering: .acquiring)
    return step < 0 ? nil : step
  }

  func record(_ step: StepRecord) throws {
    let bytes = step.approximateByteCount
    condition.lock()
    defer { condition.unlock() }
    while queuedBytes > 0, queuedBytes + bytes > Self.queueLimit, failure == nil {
      condition.wait()
    }
    if let failure { throw failure }
    precondition(step.step == nextStep, "step \(step.step) was recorded in place of \(nextStep)")
    precondition(ending == nil, "step \(step.step) was recorded after the run was finished")
    nextStep += 1
    queue.append(step)
    queuedBytes += bytes
    if queue.count == 1 || queue.count == Self.company { condition.broadcast() }
  }

  func flush() throws {
    condition.lock()
    defer { condition.unlock() }
    let last = nextStep - 1
    while failure == nil, acknowledged.load(ordering: .acquiring) < last {
      isFlushing = true
      condition.broadcast()
      condition.wait()
    }
    if let failure { throw failure }
  }

  func finish(_ outcome: Outcome) throws {
    condition.lock()
    defer { condition.unlock() }
    ending = ending ?? outcome
    condition.broadcast()
    while !isDone { condition.wait() }
    if let failure { throw failure }
  }
}

// MARK: - The writer's thread

extension RunWriter {
  private func loop(_ insertion: StepInsertion) {
    do {
      while let group = nextGroup() {
        try database.writeWithoutTransaction { database in
          try database.inTransaction(.immediate) {
            try insertion.insert(group.steps, into: database)
            try database.cachedStatement(sql: Queries.Record.heartbeat.text)
              .execute(arguments: ["now": Date().timeIntervalSince1970, "runID": runID.rawValue])
            return .commit
          }
        }
        acknowledge(group)
      }
      try database.write { database in
        try database.execute(
          sql: Queries.Record.finish.text,
          arguments: [
            "outcome": outcome?.rawValue, "now": Date().timeIntervalSince1970,
            "runID": runID.rawValue,
          ])
      }
      try database.close()
    } catch {
      fail(StoreError(error, path: path))
    }
    condition.lock()
    isDone = true
    condition.broadcast()
    condition.unlock()
  }

  private struct Group {
    let steps: ArraySlice<StepRecord>
    let byteCount: Int
  }

  private var outcome: Outcome? {
    condition.lock()
    defer { condition.unlock() }
    return ending
  }

  /// Waits for steps, company or the time of a heartbeat; nil when the run is finished and all is
  /// written.
  private func nextGroup() -> Group? {
    condition.lock()
    defer { condition.unlock() }
    let heartbeat = Date(timeIntervalSinceNow: Self.heartbeatInterval)
    while queue.isEmpty, ending == nil {
      if !condition.wait(until: heartbeat) { return Group(steps: [], byteCount: 0) }
    }
    let deadline = Date(timeIntervalSinceNow: Self.linger)
    while queue.count < Self.company, ending == nil, !isFlushing {
      if !condition.wait(until: deadline) { break }
    }
    if queue.isEmpty { return nil }
    let steps = queue.prefix(Self.groupLimit)
    if steps.count == queue.count {
      queue = []
      queue.reserveCapacity(Self.company)
    } else {
      queue.removeFirst(steps.count)
    }
    return Group(steps: steps, byteCount: steps.reduce(0) { $0 + $1.approximateByteCount })
  }

  private func acknowledge(_ group: Group) {
    guard let last = group.steps.last else { return }
    acknowledged.store(last.step, ordering: .releasing)
    condition.lock()
    queuedBytes -= group.byteCount
    if queue.isEmpty { isFlushing = false }
    condition.broadcast()
    condition.unlock()
  }

  private func fail(_ error: StoreError) {
    condition.lock()
    failure = error
    condition.broadcast()
    condition.unlock()
  }
}

extension StepRecord {
  /// What a step takes in the queue, near enough to bound it.
  fileprivate var approximateByteCount: Int {
    256 + 8 * (minimizer.count + maximizer.count + methodMemory.count + proximalGaps.count)
  }
}
