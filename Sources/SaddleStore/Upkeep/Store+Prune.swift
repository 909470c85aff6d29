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
  /// new steps; ``compact()`` gives it to the disk. One transaction per run.
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
    let database = try StoreConnection.writer(at: path, options: options)
    var summary = PruneSummary()
    try translatingErrors(of: path) {
      for id in Set(runs).sorted() {
        try database.inTransaction(.immediate) { connection in
          let reader = RunReader(connection, process: options.process, now: Date())
          guard let run = try reader.run(id) else { throw StoreError.unknownRun(id, in: path) }
          guard run.status != .running else {
            summary.liveRuns.append(id)
            return .rollback
          }
          try prune(run, to: pruning, isDryRun, connection, &summary)
          return isDryRun ? .rollback : .commit
        }
      }
    }
    return summary
  }

  private func prune(
    _ run: Run, to pruning: ParameterPruning, _ isDryRun: Bool, _ connection: Database,
    _ summary: inout PruneSummary
  ) throws {
    let every =
      switch pruning {
      case .everyStep(let every): max(1, every)
      case .none: 0
      }
    let arguments: StatementArguments = ["runID": run.id.rawValue, "every": every]
    let found = try Row.fetchOne(
      connection, sql: Queries.Upkeep.countPrunable.text, arguments: arguments)
    guard let found, let steps: Int = found["stepCount"], steps > 0 else { return }
    summary.runCount += 1
    summary.stepCount += steps
    summary.byteCount += found["byteCount"] ?? 0
    if isDryRun { return }
    try connection.execute(sql: Queries.Upkeep.pruneIterates.text, arguments: arguments)
    try connection.execute(
      sql: Queries.Upkeep.pruneKeyframes.text, arguments: ["runID": run.id.rawValue])
    let policy: ParameterPolicy =
      switch (pruning, run.description.parameterPolicy) {
      case (.none, _): .off
      case (.everyStep, .keyframes(let interval)): .keyframes(every: interval)
      case (.everyStep, .off): .off
      case (.everyStep(let every), .raw): .keyframes(every: max(1, every))
      }
    try connection.execute(
      sql: Queries.Upkeep.setPolicy.text,
      arguments: ["runID": run.id.rawValue, "policy": policy.description])
  }
}
