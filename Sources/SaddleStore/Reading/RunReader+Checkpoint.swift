import FoundationEssentials
import GRDB
import GRDBSQLite
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
    let bytes: Data = try row.value("methodMemory")
    try bytes.withUnsafeBytes { try check($0, row, of: run.id, at: step) }
    guard let iterate = try storedParameters(of: run, at: step) else {
      throw StoreError(.corrupt, "run \(run.id) has a state of step \(step) without parameters")
    }
    let (wallSeconds, digests) = try digests(of: run.id, from: step, to: last)
    return Checkpoint(
      run: run.description, step: step, recordedStep: last, wallSeconds: wallSeconds,
      minimizer: iterate.minimizer, maximizer: iterate.maximizer,
      methodMemory: bytes.withUnsafeBytes { [Double](bytes: $0, format: .float64) },
      digests: digests)
  }

  /// Both players' stored parameters at one step, proved by their checksum; nil where none are stored.
  func storedParameters(of run: Run, at step: Int) throws -> Iterate? {
    guard let last = run.lastStep, step <= last else { return nil }
    return try withIterates(of: run) { try $0.iterate(at: step) }
  }

  /// Throws where the bytes of a method's memory are not those that were written.
  private func check(
    _ memory: UnsafeRawBufferPointer, _ row: Row, of run: Run.ID, at step: Int
  ) throws {
    guard let checksum: Int64 = try row.optional("memoryChecksum") else { return }
    guard StateDigest.digest(memory) == UInt64(bitPattern: checksum) else {
      throw StoreError.damagedState(of: run, at: step)
    }
  }

  /// The time of the last step and the digest of each.
  func digests(
    of run: Run.ID, from first: Int, to last: Int
  ) throws -> (wallSeconds: Double, digests: [UInt64?]) {
    let statement = try database.cachedStatement(sql: Queries.Read.digests.text)
    try statement.setArguments(["runID": run.rawValue, "first": first, "last": last])
    var wallSeconds = 0.0
    var digests: [UInt64?] = []
    try database.forEachRow(of: statement) { row in
      wallSeconds = sqlite3_column_double(row, 1)
      let isKnown = sqlite3_column_type(row, 2) != SQLITE_NULL
      digests.append(isKnown ? UInt64(bitPattern: sqlite3_column_int64(row, 2)) : nil)
    }
    guard !digests.isEmpty, digests.count == last - first + 1 else {
      throw StoreError(
        .corrupt, "run \(run) has \(digests.count) steps between \(first) and \(last)")
    }
    return (wallSeconds, digests)
  }
}
