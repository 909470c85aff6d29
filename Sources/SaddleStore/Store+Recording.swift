import Foundation
import GRDB
public import SaddleRecording
import SaddleQueries

extension Store: Recorder {
  /// Begins the record of a new run, in one transaction.
  ///
  /// - Throws: ``StoreError``.
  public func begin(_ run: RunDescription) throws -> any RunRecorder {
    let (queue, id) = try writing { queue in
      try queue.write { try Self.insert(run, into: $0) }
    }
    return RunWriter(
      run: Run.ID(id), description: run, database: queue, path: path, lastStep: nil)
  }

  /// Reopens the record of a run that stopped, in one transaction: of two processes that try at once,
  /// one gets it.
  ///
  /// - Throws: ``StoreError`` with code `.unknownRun`, `.runIsLive`, or `.unknownRun` for a run that
  ///   has no durable step yet.
  public func resume(_ run: Run.ID) throws -> (recorder: any RunRecorder, checkpoint: Checkpoint) {
    let found = try self.run(run)
    let (queue, checkpoint) = try writing { queue in
      try queue.write { database in
        let row = try Row.fetchOne(
          database, sql: Queries.Read.runs.text, arguments: ["runID": run.rawValue])
        if let row, row["outcome"] == nil as String?, Liveness(row).isAlive {
          throw StoreError(
            .runIsLive, "run \(run) is being recorded by process \(row["processID"] as Int32)",
            hint: "wait until it ends, or end it with: kill \(row["processID"] as Int32)")
        }
        let checkpoint = try Self.checkpoint(of: found, in: database)
        try database.execute(
          sql: Queries.Record.reopen.text,
          arguments: [
            "now": Date().timeIntervalSince1970,
            "host": ProcessInfo.processInfo.hostName,
            "processID": ProcessInfo.processInfo.processIdentifier,
            "bootID": BootID.current,
            "runID": run.rawValue,
          ])
        return checkpoint
      }
    }
    let writer = RunWriter(
      run: run, description: found.description, database: queue, path: path,
      lastStep: checkpoint.step)
    return (writer, checkpoint)
  }

  /// A connection of the writer's own, and what was done with it first.
  private func writing<Value>(
    _ work: (DatabaseQueue) throws -> Value
  ) throws(StoreError) -> (DatabaseQueue, Value) {
    do {
      let queue = try DatabaseQueue(
        path: path, configuration: Self.configuration(isReadOnly: false, lockTimeout: lockTimeout))
      return (queue, try work(queue))
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func checkpoint(of run: Run, in database: Database) throws -> Checkpoint {
    guard
      let row = try Row.fetchOne(
        database, sql: Queries.Read.checkpoint.text, arguments: ["runID": run.id.rawValue])
    else {
      throw StoreError(
        .unknownRun, "run \(run.id) has no durable step to continue from",
        hint: "start it anew with saddlebag train \(run.description.game)")
    }
    return Checkpoint(
      run: run.description, step: row["step"], wallSeconds: row["wallSeconds"],
      minimizer: try Float64Blob.decode(row["minimizer"]),
      maximizer: try Float64Blob.decode(row["maximizer"]),
      methodMemory: try Float64Blob.decode(row["methodMemory"]))
  }
}

// MARK: - A run's description

extension Store {
  private static func insert(_ run: RunDescription, into database: Database) throws -> Int64 {
    try database.execute(
      sql: Queries.Record.experiment.text, arguments: ["name": run.experiment])
    let commandLine = try JSONEncoder().encode(run.environment.commandLine)
    try database.execute(
      sql: Queries.Record.run.text,
      arguments: [
        "uuid": run.uuid.uuidString.lowercased(), "experiment": run.experiment,
        "name": run.name, "game": run.game, "method": run.method,
        "seed": Int64(bitPattern: run.seed),
        "minimizerCount": run.minimizerCount, "maximizerCount": run.maximizerCount,
        "gapDomain": run.gapDomain,
        "host": run.environment.host, "processID": run.environment.processID,
        "bootID": run.environment.bootID, "version": run.environment.version,
        "gitCommit": run.environment.gitCommit,
        "commandLine": String(decoding: commandLine, as: UTF8.self),
        "now": Date().timeIntervalSince1970,
      ])
    let id = database.lastInsertedRowID
    try insertParameters(of: run, id: id, into: database)
    return id
  }

  private static func insertParameters(
    of run: RunDescription, id: Int64, into database: Database
  ) throws {
    let scopes = [
      ("game", run.gameParameters), ("method", run.methodParameters),
      ("training", run.trainingParameters),
    ]
    for (scope, parameters) in scopes {
      for (position, parameter) in parameters.enumerated() {
        try database.execute(
          sql: Queries.Record.parameter.text,
          arguments: [
            "runID": id, "scope": scope, "position": position, "name": parameter.name,
            "value": parameter.value,
          ])
      }
    }
    for (position, penalty) in run.proximalPenalties.enumerated() {
      try database.execute(
        sql: Queries.Record.penalty.text,
        arguments: ["runID": id, "position": position, "penalty": penalty])
    }
    for (position, known) in run.knownEquilibria.enumerated() {
      try database.execute(
        sql: Queries.Record.equilibrium.text,
        arguments: [
          "runID": id, "position": position, "kind": known.kind,
          "proximalOrder": known.proximalOrder, "note": known.note,
          "profile": Float64Blob.encode(known.profile),
        ])
    }
  }
}

extension Liveness {
  /// What a row of `run` says of its process.
  init(_ row: Row) {
    self.init(
      host: row["host"], processID: row["processID"], bootID: row["bootID"],
      heartbeatAt: row["heartbeatAt"])
  }
}
