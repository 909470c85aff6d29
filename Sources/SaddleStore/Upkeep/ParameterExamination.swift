import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleRecording

/// Checks the stored states of one run: that there are no holes, and that every byte is as it was written.
struct ParameterExamination {
  private let run: Run
  private let reader: RunReader

  init(_ run: Run, _ reader: RunReader) {
    self.run = run
    self.reader = reader
  }

  /// How many states the run has, and what is wrong with them.
  func findings() throws -> (count: Int, damage: [DoctorFinding]) {
    guard let last = run.lastStep else { return (0, []) }
    var damaged = try damagedMemories()
    var count = 0
    var sentences: [String] = []
    do {
      try reader.withIterates(of: run) { rows in
        if run.parameterPlace == .file {
          let check = try String.fetchOne(rows.database, sql: "PRAGMA quick_check(1)") ?? ""
          if check != "ok" { sentences.append("the file of run \(run.id) is damaged: \(check)") }
        }
        let steps = try rows.steps().filter { $0 <= last }
        count = steps.count
        // In the store itself holes are found by SQL.
        if run.parameterPlace == .file, run.keepsEveryStep, count != run.stepCount {
          sentences.append(
            "run \(run.id) has the parameters of \(count) of its \(run.stepCount) steps")
        }
        damaged.formUnion(try damagedWholes(rows))
        damaged.formUnion(try damagedDeltas(rows, to: last))
      }
    } catch let error as StoreError where error.code == .missingParameterFile {
      sentences.append(error.message)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      sentences.append("the parameters of run \(run.id) cannot be read: their file is damaged")
    }
    if let first = damaged.min() {
      sentences.append(
        "run \(run.id) has \(damaged.count) damaged states, the first at step \(first)")
    }
    return (count, sentences.map { .init(severity: .damaged, sentence: $0) })
  }

  /// The steps whose method memory has other bytes than were written.
  private func damagedMemories() throws -> Set<Int> {
    try damagedRows(Queries.Upkeep.memories, run.id.rawValue, reader.database, blobs: [2])
  }

  private func damagedWholes(_ rows: IterateRows) throws -> Set<Int> {
    try damagedRows(Queries.Upkeep.wholeIterates, rows.key, rows.database, blobs: [2, 3])
  }

  /// The steps whose deltas, decoded, are not what was written.
  private func damagedDeltas(_ rows: IterateRows, to last: Int) throws -> Set<Int> {
    var damaged: Set<Int> = []
    let steps = try Int.fetchAll(
      rows.database, sql: Queries.Upkeep.deltaSteps.text, arguments: ["runID": rows.key])
    for step in steps where step <= last {
      do {
        if try rows.iterate(at: step, coordinates: 0) == nil { damaged.insert(step) }
      } catch let error as StoreError where error.code == .corrupt {
        damaged.insert(step)
      }
    }
    return damaged
  }

  /// The steps of rows (step, checksum, BLOBs) whose BLOBs do not have their checksum.
  private func damagedRows(
    _ query: NamedQuery, _ key: Int64, _ database: Database, blobs: [Int32]
  ) throws -> Set<Int> {
    let statement = try database.cachedStatement(sql: query.text)
    try statement.setArguments(["runID": key])
    let handle = statement.sqliteStatement
    defer { sqlite3_reset(handle) }
    var damaged: Set<Int> = []
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW:
        guard sqlite3_column_type(handle, 1) != SQLITE_NULL else { continue }
        let digest = blobs.reduce(0 as UInt64) { seed, column in
          let start = sqlite3_column_blob(handle, column)
          let count = start == nil ? 0 : Int(sqlite3_column_bytes(handle, column))
          return StateDigest.digest(UnsafeRawBufferPointer(start: start, count: count), seed: seed)
        }
        if UInt64(bitPattern: sqlite3_column_int64(handle, 1)) != digest {
          damaged.insert(Int(sqlite3_column_int64(handle, 0)))
        }
      case SQLITE_DONE: return damaged
      case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }
}
