import GRDB
import GRDBSQLite
import SaddleCodec
import SaddleQueries
import SaddleRecording

/// The statements that insert parameters, prepared once per connection.
struct IterateStatements {
  let database: Database
  let whole: OpaquePointer
  let delta: OpaquePointer

  /// Takes the statements from the connection's cache, which keeps them alive as long as itself.
  ///
  /// - Parameters:
  ///   - database: the store, or the run's own file; in a transaction.
  ///   - key: what stands for the run there.
  /// - Throws: what SQLite says.
  init(_ database: Database, key: Int64) throws {
    self.database = database
    func statement(_ query: NamedQuery) throws -> OpaquePointer {
      let prepared = try database.cachedStatement(sql: query.text).sqliteStatement
      sqlite3_bind_int64(prepared, 1, key)
      return prepared
    }
    whole = try statement(Queries.Record.insertIterate)
    delta = try statement(Queries.Record.insertDelta)
  }
}

/// Writes one run's parameters, step by step: whole, or as deltas with a whole row every 64 steps.
///
/// Used by the thread that writes the run, alone.
final class IterateWriter {
  /// A step is decoded from the whole row before it, so many steps back at most.
  static let chainLength = 64

  private let shape: RunShape
  private let minimizer: VectorChainWriter
  private let maximizer: VectorChainWriter
  /// Steps since the whole row, itself included; 0 before the first.
  private var length = 0

  init(_ shape: RunShape) {
    self.shape = shape
    let isChained = shape.policy == .compressed
    let width: FloatWidth = shape.format == .float32 ? .single : .double
    minimizer = VectorChainWriter(width, count: isChained ? shape.minimizerCount : 0)
    maximizer = VectorChainWriter(width, count: isChained ? shape.maximizerCount : 0)
  }

  /// Inserts the parameters of a step, if it has some.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - statements: where to.
  ///   - isBehind: writing is slower than the training: a whole row takes less time than a delta.
  /// - Throws: `.inexactParameters`, or what SQLite says.
  func insert(_ step: StepGroup.Step, _ statements: IterateStatements, isBehind: Bool) throws {
    let number = step.record.step
    if let packed = step.packed {
      try insert(packed.minimizer, packed.maximizer, number, statements, isBehind)
    } else if let x = step.record.minimizerSlice, let y = step.record.maximizerSlice {
      try x.withBytes(of: shape.format) { x in
        try y.withBytes(of: shape.format) { y in
          try insert(x, y, number, statements, isBehind)
        }
      }
    }
  }

  private func insert(
    _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer, _ step: Int,
    _ statements: IterateStatements, _ isBehind: Bool
  ) throws {
    let checksum = StateDigest.digest(y, seed: StateDigest.digest(x))
    if shape.policy == .compressed, let (dx, dy) = deltas(x, y, isBehind) {
      try dx.withUnsafeBytes { dx in
        try dy.withUnsafeBytes { dy in
          try insert(dx, dy, checksum, step, statements.delta, statements.database)
        }
      }
    } else {
      try insert(x, y, checksum, step, statements.whole, statements.database)
    }
  }

  /// Both players' deltas; nil where the row is to be whole: every 64th, if the disk is behind, or where
  /// deltas would be larger.
  private func deltas(
    _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer, _ isBehind: Bool
  ) -> ([UInt8], [UInt8])? {
    if isBehind || length % Self.chainLength == 0 {
      minimizer.start(x)
      maximizer.start(y)
    } else if let dx = minimizer.next(x), let dy = maximizer.next(y) {
      if dx.count + dy.count < x.count + y.count {
        length += 1
        return (dx, dy)
      }
      minimizer.startOver()
      maximizer.startOver()
    }
    length = 1
    return nil
  }

  private func insert(
    _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer, _ checksum: UInt64, _ step: Int,
    _ statement: OpaquePointer, _ database: Database
  ) throws {
    sqlite3_bind_int64(statement, 2, Int64(step))
    sqlite3_bind_int64(statement, 5, Int64(bitPattern: checksum))
    try x.bound(to: statement, at: 3) {
      try y.bound(to: statement, at: 4) { try database.run(statement) }
    }
  }
}

extension Database {
  /// Steps a statement that returns no rows, and resets it.
  func run(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
    }
  }
}
