import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleRecording

/// The statements of the hot loop, prepared once per connection and bound by position through
/// SQLite's own interface: a third of the time of binding by name.
struct StepStatements {
  private let database: Database
  private let step: OpaquePointer
  private let iterate: OpaquePointer
  private let proximalGap: OpaquePointer
  private let checkpoint: OpaquePointer

  /// Takes the statements from the connection's cache, which keeps them alive as long as itself.
  init(_ database: Database, runID: Run.ID) throws {
    self.database = database
    step = try database.cachedStatement(sql: Queries.Record.insertStep.text).sqliteStatement
    iterate = try database.cachedStatement(sql: Queries.Record.insertIterate.text).sqliteStatement
    proximalGap = try database.cachedStatement(sql: Queries.Record.insertProximalGap.text)
      .sqliteStatement
    checkpoint = try database.cachedStatement(sql: Queries.Record.replaceCheckpoint.text)
      .sqliteStatement
    for statement in [step, iterate, proximalGap, checkpoint] {
      sqlite3_bind_int64(statement, 1, runID.rawValue)
    }
  }

  /// Inserts the rows of one step.
  func insert(_ record: StepRecord, penalties: [Double]) throws {
    let number = Int64(record.step)
    sqlite3_bind_int64(step, 2, number)
    sqlite3_bind_double(step, 3, record.wallSeconds)
    sqlite3_bind_int64(step, 4, bind(record.metrics))
    try run(step)

    sqlite3_bind_int64(iterate, 2, number)
    try record.minimizer.bound(to: iterate, at: 3) {
      try record.maximizer.bound(to: iterate, at: 4) { try run(iterate) }
    }

    for (penalty, gap) in zip(penalties, record.proximalGaps) {
      sqlite3_bind_int64(proximalGap, 2, number)
      sqlite3_bind_double(proximalGap, 3, penalty)
      sqlite3_bind_double(proximalGap, 4, gap)
      sqlite3_bind_int64(proximalGap, 5, gap.isNaN ? 1 : 0)
      try run(proximalGap)
    }
  }

  /// Stores what the method carries on from `record`.
  func replaceCheckpoint(_ record: StepRecord) throws {
    sqlite3_bind_int64(checkpoint, 2, Int64(record.step))
    try record.methodMemory.bound(to: checkpoint, at: 3) { try run(checkpoint) }
  }

  /// Binds the metrics, in the order of ``BuiltInMetric``; returns which of them are NaN, as bits.
  private func bind(_ metrics: StepMetrics) -> Int64 {
    var nanMask: Int64 = 0
    func bind(_ value: Double?, _ order: Int32) {
      guard let value else {
        sqlite3_bind_null(step, 5 + order)
        return
      }
      // SQLite makes NULL of NaN.
      if value.isNaN { nanMask |= 1 << Int64(order) }
      sqlite3_bind_double(step, 5 + order, value)
    }
    bind(metrics.payoff, 0)
    bind(metrics.minimizerLoss, 1)
    bind(metrics.maximizerLoss, 2)
    bind(metrics.minimizerGradientNorm, 3)
    bind(metrics.maximizerGradientNorm, 4)
    bind(metrics.fieldNorm, 5)
    bind(metrics.equilibriumDistance, 6)
    bind(metrics.dualityGap, 7)
    bind(metrics.primalGap, 8)
    return nanMask
  }

  private func run(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: database.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
    }
  }
}
