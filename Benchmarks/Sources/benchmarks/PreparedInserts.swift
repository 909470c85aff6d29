import Foundation
import GRDBSQLite
import SaddleRecording
import SaddleStore

/// The floor: the same rows into the same tables by SQLite's own functions, one thread, statements
/// compiled once, `synchronous=FULL`, 4,096 steps to a transaction.
enum PreparedInserts {
  static let stepsPerTransaction = 4_096

  struct Failure: Error { let message: String }

  static func run(_ rows: [StepRecord], in folder: URL) throws -> Double {
    let path = folder.appending(path: "floor.db").path
    _ = try Store.open(at: path, for: .recording)  // makes the tables
    var handle: OpaquePointer?
    guard sqlite3_open(path, &handle) == SQLITE_OK else { throw Failure(message: "open") }
    defer { sqlite3_close(handle) }
    try execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", handle)
    try execute("PRAGMA wal_autocheckpoint=2048; PRAGMA cache_size=-32768", handle)
    let step = try prepare("step", 14, handle)
    let iterate = try prepare("iterate", 5, handle)
    let gap = try prepare("proximalGap", 5, handle)
    defer { for statement in [step, iterate, gap] { sqlite3_finalize(statement) } }
    return try Benchmarks.seconds {
      var index = 0
      while index < rows.count {
        try execute("BEGIN IMMEDIATE", handle)
        for row in rows[index..<min(index + stepsPerTransaction, rows.count)] {
          try insert(row, step, iterate, gap)
        }
        try execute("COMMIT", handle)
        index += stepsPerTransaction
      }
    }
  }

  private static func insert(
    _ row: StepRecord, _ step: OpaquePointer?, _ iterate: OpaquePointer?, _ gap: OpaquePointer?
  ) throws {
    sqlite3_bind_int64(step, 1, 1)
    sqlite3_bind_int64(step, 2, Int64(row.step))
    sqlite3_bind_double(step, 3, row.wallSeconds)
    sqlite3_bind_int64(step, 4, 0)
    let m = row.metrics
    bind(m.payoff, step, 5)
    bind(m.minimizerLoss, step, 6)
    bind(m.maximizerLoss, step, 7)
    bind(m.minimizerGradientNorm, step, 8)
    bind(m.maximizerGradientNorm, step, 9)
    bind(m.fieldNorm, step, 10)
    bind(m.equilibriumDistance, step, 11)
    bind(m.dualityGap, step, 12)
    bind(m.primalGap, step, 13)
    sqlite3_bind_int64(step, 14, Int64(bitPattern: row.digest ?? 0))
    try run(step)
    sqlite3_bind_int64(iterate, 1, 1)
    sqlite3_bind_int64(iterate, 2, Int64(row.step))
    try (row.minimizer ?? []).withUnsafeBytes { x in
      try (row.maximizer ?? []).withUnsafeBytes { y in
        sqlite3_bind_int64(iterate, 5, 0)
        sqlite3_bind_blob(iterate, 3, x.baseAddress, Int32(x.count), nil)
        sqlite3_bind_blob(iterate, 4, y.baseAddress, Int32(y.count), nil)
        try run(iterate)
      }
    }
    for (index, penalty) in [0.1, 1, 10].enumerated() {
      sqlite3_bind_int64(gap, 1, 1)
      sqlite3_bind_int64(gap, 2, Int64(row.step))
      sqlite3_bind_double(gap, 3, penalty)
      sqlite3_bind_double(gap, 4, row.proximalGaps[index])
      sqlite3_bind_int64(gap, 5, 0)
      try run(gap)
    }
  }

  private static func bind(_ value: Double?, _ statement: OpaquePointer?, _ index: Int32) {
    if let value { sqlite3_bind_double(statement, index, value) }
  }

  private static func run(_ statement: OpaquePointer?) throws {
    guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure(message: "insert") }
    sqlite3_reset(statement)
  }

  private static func prepare(
    _ table: String, _ count: Int, _ handle: OpaquePointer?
  ) throws -> OpaquePointer? {
    var statement: OpaquePointer?
    let places = Array(repeating: "?", count: count).joined(separator: ",")
    let sql = "INSERT INTO \(table) VALUES (\(places))"
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Failure(message: sql)
    }
    return statement
  }

  private static func execute(_ sql: String, _ handle: OpaquePointer?) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw Failure(message: sql)
    }
  }
}
