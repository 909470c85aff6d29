import FoundationEssentials
import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleRecording

/// Both players' parameters.
typealias Iterate = (minimizer: [Double], maximizer: [Double])

/// Reads one run's parameters out of the tables `iterate` and `iterateDelta` of the store, or of the run's
/// own file: whole and decoded rows look the same.
struct IterateRows {
  let database: Database
  /// What stands for the run in the tables.
  let key: Int64
  let run: Run
  let decoder: IterateDecoder

  private var format: ParameterFormat { run.description.parameterFormat }

  /// The parameters of a step; nil where none are stored.
  ///
  /// A whole row is one seek; a delta also reads those before it, 63 at most, unless the decoder just
  /// read them.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - coordinates: of each player, so many parameters; nil for all, proved by the row's checksum.
  /// - Returns: x and y.
  /// - Throws: `.corrupt` where the bytes are not those that were written.
  func iterate(at step: Int, coordinates: Int? = nil) throws -> Iterate? {
    let found = try Row.fetchOne(
      try database.cachedStatement(sql: Queries.Read.wholeStep.text),
      arguments: ["runID": key, "step": step])
    guard let found, let whole: Int = try found.optional("whole") else { return nil }
    if whole == step {
      if let coordinates { return try beginning(of: step, coordinates) }
      return try wholeRow(at: step).map { (doubles($0), doubles($1)) }
    }
    guard try found.value("isDelta"),
      try decoder.decode(step, from: whole, self)
    else { return nil }
    return decoder.withVectors { x, y in
      let count = (coordinates ?? .max).multipliedReportingOverflow(by: format.byteCount)
      let bytes = count.overflow ? Int.max : count.partialValue
      return (
        [Double](bytes: UnsafeRawBufferPointer(rebasing: x.prefix(bytes)), format: format),
        [Double](bytes: UnsafeRawBufferPointer(rebasing: y.prefix(bytes)), format: format)
      )
    }
  }

  /// The steps that have parameters, in order.
  func steps() throws -> [Int] {
    try Int.fetchAll(
      try database.cachedStatement(sql: Queries.Read.iterateSteps.text), arguments: ["runID": key])
  }

  /// The checked bytes of both players' parameters in a whole row.
  func wholeRow(at step: Int) throws -> (Data, Data)? {
    try row(Queries.Read.storedParameters, at: step).map { x, y, checksum in
      if let checksum { try check(x, y, checksum, at: step) }
      return (x, y)
    }
  }

  /// Both players' deltas, and the checksum of what they stand for.
  func delta(at step: Int) throws -> (Data, Data, UInt64?)? {
    try row(Queries.Read.delta, at: step)
  }

  private func row(_ query: NamedQuery, at step: Int) throws -> (Data, Data, UInt64?)? {
    let statement = try database.cachedStatement(sql: query.text)
    let row = try Row.fetchOne(statement, arguments: ["runID": key, "step": step])
    guard let row else { return nil }
    let checksum: Int64? = try row.optional("checksum")
    return (
      try row.value("minimizer"), try row.value("maximizer"),
      checksum.map { UInt64(bitPattern: $0) }
    )
  }

  private func doubles(_ data: Data) -> [Double] {
    data.withUnsafeBytes { [Double](bytes: $0, format: format) }
  }

  private func check(_ x: Data, _ y: Data, _ checksum: UInt64, at step: Int) throws {
    let digest = x.withUnsafeBytes { x in
      y.withUnsafeBytes { StateDigest.digest($0, seed: StateDigest.digest(x)) }
    }
    guard digest == checksum else { throw damaged(step) }
  }

  func damaged(_ step: Int) -> StoreError { .damagedState(of: run.id, at: step) }

  /// The first coordinates in a whole row, read without the rest.
  private func beginning(of step: Int, _ coordinates: Int) throws -> Iterate? {
    let statement = try database.cachedStatement(sql: Queries.Read.iterate.text)
    // SQLite takes the length of a substring for a 32-bit number.
    let count = min(max(0, coordinates), Int(Int32.max) / 8)
    try statement.setArguments([
      "runID": key, "step": step, "byteCount": count * format.byteCount,
    ])
    let handle = statement.sqliteStatement
    defer { sqlite3_reset(handle) }
    switch sqlite3_step(handle) {
    case SQLITE_ROW:
      return (
        [Double](column: 0, of: handle, format: format),
        [Double](column: 1, of: handle, format: format)
      )
    case SQLITE_DONE: return nil
    case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
  }
}

extension RunReader {
  /// Hands the rows of a run's parameters to `body`, wherever they are.
  ///
  /// - Throws: `.missingParameterFile` if they are in a file that is not there.
  func withIterates<Value>(
    of run: Run, _ body: (IterateRows) throws -> Value
  ) throws -> Value {
    let decoder = decoder ?? IterateDecoder()
    guard run.parameterPlace == .file else {
      return try body(
        IterateRows(database: database, key: run.id.rawValue, run: run, decoder: decoder))
    }
    return try decoder.file(of: run, in: files).read { file in
      try body(IterateRows(database: file, key: IterateFiles.key, run: run, decoder: decoder))
    }
  }
}
