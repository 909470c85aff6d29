import Foundation
import GRDBSQLite
import SaddleRecording
import SaddleStore

/// The floor: rows of the same table by SQLite's own functions, one thread, one statement compiled once,
/// `synchronous=FULL`, as many steps to a commit as the recorder's full groups have.
final class BareLoop {
  static let stepsPerCommit = 8_192
  private var handle: OpaquePointer?
  private var insert: OpaquePointer?

  struct Failure: Error { let message: String }

  init(at path: String) throws {
    _ = try Store.open(at: path, for: .recording)  // makes the tables
    try check(sqlite3_open(path, &handle), "open")
    try execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF")
    try execute("PRAGMA wal_autocheckpoint=2048; PRAGMA cache_size=-32768")
    let places = Array(repeating: "?", count: 14).joined(separator: ",")
    try check(
      sqlite3_prepare_v3(handle, "INSERT INTO step VALUES (\(places))", -1, 1, &insert, nil),
      "prepare")
  }

  deinit {
    sqlite3_finalize(insert)
    sqlite3_close(handle)
  }

  func execute(_ sql: String) throws { try check(sqlite3_exec(handle, sql, nil, nil, nil), sql) }

  private func check(_ code: Int32, _ what: String) throws {
    guard code == SQLITE_OK || code == SQLITE_DONE else { throw Failure(message: what) }
  }

  /// Inserts steps, computed on the way as the other loop does.
  func run(_ count: Int) throws {
    sqlite3_bind_int64(insert, 1, 1)
    sqlite3_bind_int64(insert, 4, 0)
    for first in stride(from: 0, to: count, by: Self.stepsPerCommit) {
      try execute("BEGIN IMMEDIATE")
      for number in first..<min(first + Self.stepsPerCommit, count) {
        let record = StepsWork.step(number)
        sqlite3_bind_int64(insert, 2, Int64(number))
        sqlite3_bind_double(insert, 3, record.wallSeconds)
        let m = record.metrics
        bind(m.payoff, 5)
        bind(m.minimizerLoss, 6)
        bind(m.maximizerLoss, 7)
        bind(m.minimizerGradientNorm, 8)
        bind(m.maximizerGradientNorm, 9)
        bind(m.fieldNorm, 10)
        bind(m.equilibriumDistance, 11)
        bind(m.dualityGap, 12)
        try check(sqlite3_step(insert), "insert")
        sqlite3_reset(insert)
      }
      try execute("COMMIT")
    }
  }

  private func bind(_ value: Double?, _ index: Int32) {
    if let value { sqlite3_bind_double(insert, index, value) }
  }

  /// Steps through what a query returns, and adds up its second column.
  func sum(_ sql: String) throws -> (rows: Int, sum: Double) {
    var query: OpaquePointer?
    try check(sqlite3_prepare_v2(handle, sql, -1, &query, nil), sql)
    defer { sqlite3_finalize(query) }
    var (rows, sum) = (0, 0.0)
    while sqlite3_step(query) == SQLITE_ROW {
      rows += 1
      sum += sqlite3_column_double(query, 1)
    }
    return (rows, sum)
  }
}
