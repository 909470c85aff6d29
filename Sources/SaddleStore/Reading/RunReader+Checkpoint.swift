import FoundationEssentials
import GRDB
import SaddleQueries
import SaddleRecording

extension RunReader {
  /// Where a run stands.
  ///
  /// - Throws: `.nothingToResume` if no state of it is durable.
  func resumableCheckpoint(of id: Run.ID) throws -> Checkpoint {
    guard let checkpoint = try checkpoint(of: id) else {
      throw StoreError(
        .nothingToResume, "run \(id) stopped before its first step was recorded",
        hint: "train it again as a new run")
    }
    return checkpoint
  }

  /// Where a run stands; nil if no state of it is durable.
  func checkpoint(of id: Run.ID) throws -> Checkpoint? {
    guard let run = try run(id), let last = run.lastStep else { return nil }
    return try checkpoint(of: run, Queries.Read.checkpoint, ["runID": id.rawValue], to: last)
  }

  /// The newest recorded state at or before a step; nil if there is none.
  func keyframe(of run: Run, before step: Int) throws -> Checkpoint? {
    try checkpoint(
      of: run, Queries.Read.keyframe, ["runID": run.id.rawValue, "step": step], to: step)
  }

  private func checkpoint(
    of run: Run, _ query: NamedQuery, _ arguments: StatementArguments, to last: Int
  ) throws -> Checkpoint? {
    let statement = try database.cachedStatement(sql: query.text)
    guard let row = try Row.fetchOne(statement, arguments: arguments) else { return nil }
    let step: Int = try row.value("step")
    guard step <= last else {
      throw StoreError(.corrupt, "run \(run.id) has a state of step \(step) and ends at \(last)")
    }
    func vector(_ column: String, _ format: ParameterFormat) throws -> [Double] {
      let bytes: Data = try row.value(column)
      return bytes.withUnsafeBytes { [Double](bytes: $0, format: format) }
    }
    let format = run.description.parameterFormat
    try checkBytes(row, of: run.id, at: step)
    let (wallSeconds, digests) = try digests(of: run.id, from: step, to: last)
    return Checkpoint(
      run: run.description, step: step, recordedStep: last, wallSeconds: wallSeconds,
      minimizer: try vector("minimizer", format), maximizer: try vector("maximizer", format),
      methodMemory: try vector("methodMemory", .float64), digests: digests)
  }

  /// Both players' stored parameters at one step; nil where none are stored.
  func storedParameters(
    of run: Run, at step: Int
  ) throws -> (minimizer: [Double], maximizer: [Double])? {
    let statement = try database.cachedStatement(sql: Queries.Read.storedParameters.text)
    let row = try Row.fetchOne(statement, arguments: ["runID": run.id.rawValue, "step": step])
    guard let row else { return nil }
    try checkBytes(row, of: run.id, at: step)
    let format = run.description.parameterFormat
    let (minimizer, maximizer): (Data, Data) = (
      try row.value("minimizer"), try row.value("maximizer")
    )
    return (
      minimizer.withUnsafeBytes { [Double](bytes: $0, format: format) },
      maximizer.withUnsafeBytes { [Double](bytes: $0, format: format) }
    )
  }

  /// Throws where a row's bytes are not those that were written.
  private func checkBytes(_ row: Row, of run: Run.ID, at step: Int) throws {
    func check(_ columns: [String], _ checksumColumn: String) throws {
      guard let checksum: Int64 = try row.optional(checksumColumn) else { return }
      let digest = try columns.reduce(0 as UInt64) { seed, column in
        let bytes: Data = try row.value(column)
        return bytes.withUnsafeBytes { StateDigest.digest($0, seed: seed) }
      }
      guard digest == UInt64(bitPattern: checksum) else {
        throw StoreError(
          .corrupt, "the stored state of run \(run) at step \(step) is damaged",
          hint: "restore a copy of the store, or run saddlebag doctor")
      }
    }
    try check(["minimizer", "maximizer"], "checksum")
    if row.hasColumn("memoryChecksum") { try check(["methodMemory"], "memoryChecksum") }
  }

  /// The time of the last step and the digest of each.
  func digests(
    of run: Run.ID, from first: Int, to last: Int
  ) throws -> (wallSeconds: Double, digests: [UInt64?]) {
    let statement = try database.cachedStatement(sql: Queries.Read.digests.text)
    let rows = try Row.fetchAll(
      statement, arguments: ["runID": run.rawValue, "first": first, "last": last])
    guard let end = rows.last, rows.count == last - first + 1 else {
      throw StoreError(
        .corrupt, "run \(run) has \(rows.count) steps between \(first) and \(last)")
    }
    let digests = try rows.map { row in
      let bits: Int64? = try row.optional("digest")
      return bits.map { UInt64(bitPattern: $0) }
    }
    return (try end.value("wallSeconds"), digests)
  }
}
