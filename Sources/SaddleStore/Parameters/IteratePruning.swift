import FoundationEssentials
import GRDB
import SaddleQueries
import SaddleRecording

/// Takes parameters out of a run that has deltas, or a file of its own: what stays, stays whole.
struct IteratePruning {
  let rows: IterateRows
  /// Whether a step's parameters stay.
  let keeps: (Int) -> Bool

  /// How many steps lose their parameters, and about how many bytes that frees.
  func count() throws -> (steps: Int, bytes: Int) {
    let kept = try rows.steps().filter(keeps).count
    let stored = try rows.storage()
    return (
      stored.wholeCount + stored.deltaCount - kept,
      max(0, stored.byteCount - kept * rows.run.description.stepBytes)
    )
  }

  /// Prunes; the caller holds a transaction.
  func prune() throws {
    let database = rows.database
    let deltas = try Int.fetchAll(
      database, sql: Queries.Upkeep.deltaSteps.text, arguments: ["runID": rows.key])
    // A delta is read with the two steps before it: none may go, nor become whole, until all are read.
    var kept: [Int: Iterate] = [:]
    for step in deltas where keeps(step) { kept[step] = try rows.iterate(at: step) }
    for step in try rows.steps() where !keeps(step) {
      try database.cachedStatement(sql: Queries.Upkeep.forgetIterate.text)
        .execute(arguments: ["runID": rows.key, "step": step])
    }
    try database.execute(sql: Queries.Upkeep.forgetDeltas.text, arguments: ["runID": rows.key])
    var shape = RunShape(of: rows.run.description, place: rows.run.parameterPlace)
    shape.policy = .raw
    let writer = IterateWriter(shape)
    let statements = try IterateStatements(database, key: rows.key)
    for (step, iterate) in kept.sorted(by: { $0.key < $1.key }) {
      let record = StepRecord(
        step: step, wallSeconds: 0, metrics: StepMetrics(), minimizer: iterate.minimizer,
        maximizer: iterate.maximizer)
      try writer.insert(StepGroup.Step(record: record), statements, isBehind: false)
    }
  }
}
