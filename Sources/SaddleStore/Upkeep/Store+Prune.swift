import GRDB
import SaddleQueries
public import SaddleRecording

import struct FoundationEssentials.Date

/// Whose parameters pruning leaves in a run.
public enum ParameterPruning: Hashable, Sendable {
  /// Those of every K-th step, of whole states' steps and of the last one.
  case everyStep(Int)
  /// Those of the newest whole state only, from which the run can be resumed.
  case none
}

/// What pruning takes away, or would.
public struct PruneSummary: Hashable, Sendable {
  /// Runs that lose parameters.
  public var runCount = 0
  /// Steps that lose their parameters.
  public var stepCount = 0
  /// Bytes of those parameters.
  public var byteCount = 0
  /// Runs that are being recorded, and are left alone.
  public var liveRuns: [Run.ID] = []

  /// Nothing.
  public init() {}
}

extension Store {
  /// Takes parameters out of runs; their metrics, digests and files stay.
  ///
  /// Steps whose parameters are gone can be played again from the states that stay. The room is free for
  /// new steps; ``compact()`` gives it to the disk. One transaction per run; on a full disk with the room that
  /// the store keeps in reserve.
  ///
  /// - Parameters:
  ///   - runs: which; those that are being recorded are left alone.
  ///   - pruning: what stays.
  ///   - isDryRun: only counts.
  /// - Returns: what was taken out, or would be.
  /// - Throws: `.unknownRun`, `.readOnly`; as ``open(at:for:options:)``.
  public func prune(
    _ runs: [Run.ID], to pruning: ParameterPruning, isDryRun: Bool
  ) throws(StoreError) -> PruneSummary {
    try checkRecording()
    return try freeingRoom { () throws(StoreError) in
      try pruneRuns(runs, to: pruning, isDryRun: isDryRun)
    }
  }

  private func pruneRuns(
    _ runs: [Run.ID], to pruning: ParameterPruning, isDryRun: Bool
  ) throws(StoreError) -> PruneSummary {
    let database = try StoreConnection.writer(at: path, options: options)
    var summary = PruneSummary()
    try translatingErrors(of: path) {
      for id in Set(runs).sorted() {
        try database.inTransaction(.immediate) { connection in
          let reader = RunReader(
            connection, files: files, process: options.process, now: Date())
          guard let run = try reader.run(id) else { throw StoreError.unknownRun(id, in: path) }
          guard run.status != .running else {
            summary.liveRuns.append(id)
            return .rollback
          }
          try prune(run, to: pruning, isDryRun, reader, &summary)
          return isDryRun ? .rollback : .commit
        }
      }
    }
    return summary
  }

  private func prune(
    _ run: Run, to pruning: ParameterPruning, _ isDryRun: Bool, _ reader: RunReader,
    _ summary: inout PruneSummary
  ) throws {
    let every =
      switch pruning {
      case .everyStep(let every): max(1, every)
      case .none: 0
      }
    let hasRowsOnly =
      run.parameterPlace == .store && run.description.parameterPolicy != .compressed
    let pruned =
      hasRowsOnly
      ? try pruneRows(run, every, isDryRun, reader.database)
      : try pruneDeltas(run, every, isDryRun, reader)
    guard pruned.steps > 0 else { return }
    summary.runCount += 1
    summary.stepCount += pruned.steps
    summary.byteCount += pruned.bytes
    if isDryRun { return }
    let connection = reader.database
    try connection.execute(
      sql: Queries.Upkeep.pruneKeyframes.text,
      arguments: ["runID": run.id.rawValue, "every": every])
    try connection.execute(
      sql: Queries.Upkeep.setPruned.text, arguments: ["runID": run.id.rawValue, "every": every])
  }

  /// Of parameters that all stand whole in the store.
  private func pruneRows(
    _ run: Run, _ every: Int, _ isDryRun: Bool, _ connection: Database
  ) throws -> (steps: Int, bytes: Int) {
    let arguments: StatementArguments = ["runID": run.id.rawValue, "every": every]
    let found = try Row.fetchOne(
      connection, sql: Queries.Upkeep.countPrunable.text, arguments: arguments)
    if !isDryRun {
      try connection.execute(sql: Queries.Upkeep.pruneIterates.text, arguments: arguments)
    }
    return (found?["stepCount"] ?? 0, found?["byteCount"] ?? 0)
  }

  /// Of parameters that stand in deltas, or in a file of the run's own.
  private func pruneDeltas(
    _ run: Run, _ every: Int, _ isDryRun: Bool, _ reader: RunReader
  ) throws -> (steps: Int, bytes: Int) {
    let states = try Int.fetchAll(
      reader.database, sql: Queries.Upkeep.keyframeSteps.text,
      arguments: ["runID": run.id.rawValue])
    var kept = Set(every > 0 ? states : states.suffix(1))
    kept.formUnion([run.lastStep, try reader.checkpoint(of: run.id)?.step].compactMap(\.self))
    func prune(_ rows: IterateRows) throws -> (steps: Int, bytes: Int) {
      let pruning = IteratePruning(rows: rows) { step in
        kept.contains(step) || (every > 0 && step % every == 0)
      }
      let counted = try pruning.count()
      if !isDryRun, counted.steps > 0 { try pruning.prune() }
      return counted
    }
    guard run.parameterPlace == .file, !isDryRun else {
      return try reader.withIterates(of: run, prune)
    }
    guard files.exists(run.description.uuid) else {
      throw StoreError.missingParameterFile(of: run.id, files.path(of: run.description.uuid))
    }
    let file = try files.writer(of: run.description)
    return try file.write { database in
      try prune(
        IterateRows(
          database: database, key: IterateFiles.key, run: run, decoder: IterateDecoder()))
    }
  }
}
