import GRDB
import SaddleQueries
public import SaddleRecording

import struct FoundationEssentials.Date

extension Store: Recorder {
  /// Begins the record of a new run, in one transaction, and starts the thread that writes it.
  ///
  /// - Throws: ``StoreError`` with `.readOnly` if the store was opened for reading, `.invalidRun`
  ///   if the description contradicts itself or its UUID is taken; or as ``open(at:for:options:)``.
  public func begin(_ run: RunDescription) throws -> any RunRecorder {
    try checkRecording()
    try run.checkConsistency()
    StoreReserve(of: path).keep()
    let database = try StoreConnection.writer(at: path, options: options.patient)
    let place: ParameterPlace =
      run.parameterPolicy.keepsEveryStep && run.stepBytes > options.largeStepBytes
      ? .file : .store
    let runID = try translatingErrors(of: path) {
      do {
        return try database.write { connection in
          let runID = try run.insert(into: connection, place: place, now: Date())
          try connection.execute(
            sql: Queries.Record.setSystemCadence.text,
            arguments: ["runID": runID.rawValue, "seconds": options.systemSampleSeconds])
          return runID
        }
      } catch DatabaseError.SQLITE_CONSTRAINT_UNIQUE {
        throw StoreError(
          .invalidRun, "run \(run.uuid) is in \(path) already",
          hint: "resume that run, or give the new one its own UUID")
      }
    }
    return try RunWriter(
      runID: runID, session: 1, shape: RunShape(of: run, place: place), lastStep: nil,
      systemSampleSeconds: options.systemSampleSeconds, database: database,
      iterateFile: place == .file
        ? try files.writer(of: run, view: try coordinateView(in: database)) : nil,
      options: options)
  }

  /// Reopens the record of a run that stopped, and hands back where it stands.
  ///
  /// Nothing that is recorded changes, except that the run is now recorded by this process and has
  /// not ended. A recorder that still had the run open elsewhere stops at its next commit.
  ///
  /// - Throws: ``StoreError`` with `.unknownRun`, `.runIsLive` if its process is alive,
  ///   `.nothingToResume` if no step of it is durable, `.readOnly` if the store was opened for
  ///   reading; or as ``open(at:for:options:)``.
  public func resume(
    _ run: Run.ID
  ) throws -> (recorder: any RunRecorder, checkpoint: Checkpoint) {
    try checkRecording()
    StoreReserve(of: path).keep()
    let database = try StoreConnection.writer(at: path, options: options.patient)
    let now = Date()
    let (session, place, checkpoint, cadence) = try translatingErrors(of: path) {
      try database.write { connection in
        let reader = RunReader(connection, files: files, process: options.process, now: now)
        guard let stopped = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
        try checkStopped(stopped)
        let checkpoint = try reader.resumableCheckpoint(of: run)
        let row = try Row.fetchOne(
          connection, sql: Queries.Record.reopen.text,
          arguments: [
            "runID": run.rawValue, "host": options.process.host,
            "processID": options.process.processID, "bootID": options.process.bootID,
            "now": now.timeIntervalSince1970,
          ])
        let session: Int64 = try row?.optional("sessionCount") ?? 1
        try connection.execute(
          sql: Queries.Record.insertResumption.text,
          arguments: [
            "runID": run.rawValue, "session": session, "step": checkpoint.recordedStep,
            "now": now.timeIntervalSince1970,
          ])
        let cadence: Double = try row?.optional("systemSampleSeconds") ?? 0
        return (session, stopped.parameterPlace, checkpoint, cadence)
      }
    }
    let recorder = try RunWriter(
      runID: run, session: session, shape: RunShape(of: checkpoint.run, place: place),
      lastStep: checkpoint.recordedStep, systemSampleSeconds: cadence, database: database,
      iterateFile: place == .file
        ? try reopenFile(of: checkpoint, view: try coordinateView(in: database)) : nil,
      options: options)
    return (recorder, checkpoint)
  }

  /// Opens the file of a run's parameters to go on; what it has beyond the last recorded step goes.
  private func reopenFile(
    of checkpoint: Checkpoint, view: String?
  ) throws(StoreError) -> DatabaseQueue {
    let file = try files.writer(of: checkpoint.run, view: view)
    try translatingErrors(of: file.path) {
      try file.write { database in
        for query in [Queries.Record.forgetLaterIterates, Queries.Record.forgetLaterDeltas] {
          try database.execute(
            sql: query.text,
            arguments: ["runID": IterateFiles.key, "step": checkpoint.recordedStep])
        }
      }
    }
    return file
  }

  /// The SQL of the view `coordinate`, which files of parameters have as well.
  private func coordinateView(in database: DatabaseQueue) throws(StoreError) -> String? {
    try translatingErrors(of: path) {
      try database.read { try String.fetchOne($0, sql: Queries.Read.coordinateView.text) }
    }
  }

  /// Where a stopped run stands, for ``resume(_:)``.
  ///
  /// Read first, so that a caller who cannot go on from there leaves the run as it is.
  ///
  /// - Throws: ``StoreError`` with `.unknownRun`, `.runIsLive` or `.nothingToResume`.
  public func checkpoint(of run: Run.ID) throws(StoreError) -> Checkpoint {
    try readRuns { reader in
      guard let stopped = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      try checkStopped(stopped)
      return try reader.resumableCheckpoint(of: run)
    }
  }

  func checkRecording() throws(StoreError) {
    guard purpose == .recording else {
      throw StoreError(
        .readOnly, "\(path) was opened for reading", hint: "open the store for recording")
    }
  }

  func checkStopped(_ run: Run) throws(StoreError) {
    guard run.status == .running else { return }
    let environment = run.description.environment
    throw StoreError(
      .runIsLive,
      "run \(run.id) is being recorded by process \(environment.processID) on \(environment.host)",
      hint: "stop that process first, or wait a minute if it is gone")
  }
}

extension StoreError {
  static func unknownRun(_ run: Run.ID, in path: String) -> StoreError {
    StoreError(.unknownRun, "there is no run \(run) in \(path)", hint: "list the runs")
  }
}
