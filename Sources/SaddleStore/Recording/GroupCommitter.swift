import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleRecording

import struct FoundationEssentials.Date

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The writing end of one run's record: takes groups of steps from the queue and commits each in
/// one transaction, on the thread that calls ``serve(_:)``.
struct GroupCommitter: Sendable {
  let runID: Run.ID
  /// Which opening of the record this is: another process that resumes the run begins the next one.
  let session: Int64
  let shape: RunShape
  let database: DatabaseQueue
  /// The run's own file, where its parameters are large; nil: they go into the store.
  let iterateFile: DatabaseQueue?
  let options: Store.Options
  /// Seconds from one look at the machine to the next; 0: none.
  let systemSampleSeconds: Double

  private static let heartbeatMilliseconds = 1000

  /// What the writer knows of the record from group to group.
  private struct Progress {
    var hasSteps: Bool
    /// The numbers of the names of the run's own metrics.
    var metricIDs: [String: Int64] = [:]
    let iterates: IterateWriter
    /// When it is looked next whether the log has grown large.
    var logCutAt = MonotonicTime.now.adding(milliseconds: .random(in: 1_000...15_000))
    /// Whether others have recorded to the store within the last seconds.
    var hasCompany = false
    /// When the machine is looked at next; nil: never.
    var systemSampleAt: MonotonicTime?
  }

  /// Writes until the record is closed or a write fails; closes the connection.
  func serve(_ queue: StepQueue) {
    var batch = StepGroup()
    var progress = Progress(
      hasSteps: queue.acknowledgedStep != nil, iterates: IterateWriter(shape))
    var failure: StoreError?
    do {
      // Every group first looks up its run (see ``checkSession(_:)``), once instead of once a row.
      try database.writeWithoutTransaction { connection in
        try connection.execute(sql: "PRAGMA foreign_keys = OFF")
        if shape.durability == .normal {
          try connection.execute(sql: "PRAGMA synchronous = NORMAL")
        }
      }
      var heartbeat = MonotonicTime.now.adding(milliseconds: Self.heartbeatMilliseconds)
      serving: while true {
        let work = queue.next(into: &batch, heartbeatAt: heartbeat)
        let isBeating = MonotonicTime.now >= heartbeat
        if isBeating {
          heartbeat = .now.adding(milliseconds: Self.heartbeatMilliseconds)
        }
        switch work {
        case .group:
          try commit(batch, isBeating: isBeating, isBehind: queue.isBehind, &progress)
          queue.acknowledge(batch)
          batch.removeAll()
          // Who commits again at once would shut the others out.
          if progress.hasCompany { usleep(.random(in: 2_000...4_000)) }
        case .heartbeat:
          try commit(StepGroup(), isBeating: true, isBehind: false, &progress)
        case .close(let ending):
          progress.systemSampleAt = nil
          try close(ending, blockedSeconds: queue.blockedSeconds, &progress)
          break serving
        }
        if isBeating, MonotonicTime.now >= progress.logCutAt {
          // Not all writers at once, and none so often that others get no turn.
          progress.logCutAt = .now.adding(milliseconds: .random(in: 5_000...15_000))
          StoreConnection.cutLargeLog(of: database.path, options: options)
        }
      }
    } catch {
      failure = describe(error, acknowledged: queue.acknowledgedStep)
      // The process may live on, but nobody records the run any more. If the store cannot be written
      // at all, or the lock still does not yield, the run reads as running as long as the process.
      try? database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 0") }
      try? close(.abandoned, blockedSeconds: queue.blockedSeconds, &progress)
    }
    // From here on the file alone holds the run, even if a reader still keeps the log open.
    _ = try? database.writeWithoutTransaction { try $0.checkpoint(.passive) }
    try? database.close()
    if let iterateFile {
      _ = try? iterateFile.writeWithoutTransaction { try $0.checkpoint(.passive) }
      try? iterateFile.close()
    }
    queue.closed(failure)
  }

  /// Writes a group: all of it or nothing.
  ///
  /// Parameters in a file of their own are durable first, so that a row of metrics proves them.
  private func commit(
    _ group: StepGroup, isBeating: Bool, isBehind: Bool, _ progress: inout Progress
  ) throws {
    if let iterateFile, group.steps.contains(where: \.hasParameters) {
      // Whoever lost the run to another process leaves its file alone.
      try database.read(checkSession)
      try translatingErrors(of: iterateFile.path) {
        try iterateFile.inTransaction(.immediate) { file in
          let statements = try IterateStatements(file, key: IterateFiles.key)
          for step in group.steps {
            try progress.iterates.insert(step, statements, isBehind: isBehind)
          }
          return .commit
        }
      }
    }
    try database.inTransaction(.immediate) { database in
      try checkSession(database)
      let writer = try StepStatements(database, runID: runID, shape: shape)
      let iterates =
        iterateFile == nil ? try IterateStatements(database, key: runID.rawValue) : nil
      for step in group.steps {
        if let iterates { try progress.iterates.insert(step, iterates, isBehind: isBehind) }
        try writer.insert(step, isFirst: !progress.hasSteps)
        let record = step.record
        try writer.insert(record.customMetrics, at: record.step, &progress.metricIDs)
        for change in record.alerts {
          try change.insert(into: database, runID: runID, record.step)
        }
        progress.hasSteps = true
      }
      try writer.replaceCheckpoint(group.steps)
      for attachment in group.attachments {
        try attachment.insert(into: database, runID: runID)
      }
      if isBeating {
        try database.cachedStatement(sql: Queries.Record.beat.text)
          .execute(arguments: ["runID": runID.rawValue, "now": Date().timeIntervalSince1970])
        progress.hasCompany =
          try Bool.fetchOne(
            database.cachedStatement(sql: Queries.Record.hasCompany.text),
            arguments: ["runID": runID.rawValue, "now": Date().timeIntervalSince1970]) ?? false
        try sampleSystem(into: database, &progress)
      }
      return .commit
    }
  }

  /// Adds a sample of the machine, if it is time for one.
  private func sampleSystem(into database: Database, _ progress: inout Progress) throws {
    guard systemSampleSeconds > 0, progress.systemSampleAt.map({ MonotonicTime.now >= $0 }) ?? true
    else { return }
    progress.systemSampleAt = .now.adding(milliseconds: Int(min(systemSampleSeconds, 1e6) * 1000))
    let sample = SystemSample(diskOf: self.database.path)
    try database.cachedStatement(sql: Queries.Record.insertSystemSample.text).execute(
      arguments: [
        "runID": runID.rawValue, "session": session, "now": Date().timeIntervalSince1970,
        "cpuSeconds": sample.cpuSeconds, "residentBytes": sample.residentBytes,
        "machineLoad": sample.machineLoad, "availableBytes": sample.availableBytes,
        "diskFreeBytes": sample.diskFreeBytes,
      ])
  }

  private func close(
    _ ending: StepQueue.Ending, blockedSeconds: Double, _ progress: inout Progress
  ) throws {
    let now = Date().timeIntervalSince1970
    try database.inTransaction(.immediate) { database in
      try checkSession(database)
      try sampleSystem(into: database, &progress)
      switch ending {
      case .finished(let outcome):
        try database.execute(
          sql: Queries.Record.finish.text,
          arguments: [
            "runID": runID.rawValue, "outcome": outcome.rawValue, "now": now,
            "blockedSeconds": blockedSeconds,
          ])
        if outcome == .converged {
          try database.execute(
            sql: Queries.Record.clearAlerts.text, arguments: ["runID": runID.rawValue])
        }
      case .abandoned:
        try database.execute(
          sql: Queries.Record.abandon.text,
          arguments: ["runID": runID.rawValue, "now": now, "blockedSeconds": blockedSeconds])
      }
      return .commit
    }
  }

  /// Throws unless the run exists and this is still the process that records it.
  private func checkSession(_ database: Database) throws {
    let statement = try database.cachedStatement(sql: Queries.Record.session.text)
    let current = try Int64.fetchOne(statement, arguments: ["runID": runID.rawValue])
    guard let current else {
      throw StoreError(
        .unknownRun, "run \(runID) was deleted while it was being recorded",
        hint: "record it again as a new run")
    }
    guard current == session else {
      throw StoreError(
        .runIsLive, "another process has resumed run \(runID) and records it now",
        hint: "let that process go on; this one's later steps are not recorded")
    }
  }

  private func describe(_ error: any Error, acknowledged: Int?) -> StoreError {
    let failure = StoreError(translating: error, path: database.path)
    let kept = acknowledged.map { "run \(runID) is safe up to step \($0)" }
    return StoreError(
      failure.code, "\(failure.message); \(kept ?? "no step of run \(runID) is recorded yet")",
      hint: failure.hint, underlying: failure.underlying)
  }
}
