import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleRecording

/// The statements of the hot loop, prepared once per connection and bound by position through
/// SQLite's own interface: a third of the time of binding by name.
struct StepStatements {
  private let database: Database
  private let runID: Run.ID
  private let shape: RunShape
  private let step: OpaquePointer
  private let proximalGap: OpaquePointer
  private let checkpoint: OpaquePointer
  private let keyframe: OpaquePointer
  private let customMetric: OpaquePointer

  /// Takes the statements from the connection's cache, which keeps them alive as long as itself.
  init(_ database: Database, runID: Run.ID, shape: RunShape) throws {
    self.database = database
    self.runID = runID
    self.shape = shape
    func statement(_ query: NamedQuery) throws -> OpaquePointer {
      let prepared = try database.cachedStatement(sql: query.text).sqliteStatement
      sqlite3_bind_int64(prepared, 1, runID.rawValue)
      return prepared
    }
    step = try statement(Queries.Record.insertStep)
    proximalGap = try statement(Queries.Record.insertProximalGap)
    checkpoint = try statement(Queries.Record.replaceCheckpoint)
    keyframe = try statement(Queries.Record.insertKeyframe)
    customMetric = try statement(Queries.Record.insertCustomMetric)
  }

  /// Inserts the rows of one step, but for its parameters and the user's own metrics.
  func insert(_ waiting: StepGroup.Step, isFirst: Bool) throws {
    let record = waiting.record
    let number = Int64(record.step)
    sqlite3_bind_int64(step, 2, number)
    sqlite3_bind_double(step, 3, record.wallSeconds)
    sqlite3_bind_int64(step, 4, bind(record.metrics))
    if let digest = record.digest {
      sqlite3_bind_int64(step, 14, Int64(bitPattern: digest))
    } else {
      sqlite3_bind_null(step, 14)
    }
    try run(step)
    for (penalty, gap) in zip(shape.penalties, record.proximalGaps) {
      sqlite3_bind_int64(proximalGap, 2, number)
      sqlite3_bind_double(proximalGap, 3, penalty)
      sqlite3_bind_double(proximalGap, 4, gap)
      sqlite3_bind_int64(proximalGap, 5, gap.isNaN ? 1 : 0)
      try run(proximalGap)
    }
    if waiting.hasParameters { try insertKeyframe(record, isFirst: isFirst) }
  }

  /// Keeps what the method carries on from a step with parameters: always, or where those of every step
  /// are kept of the first step, and now and then.
  private func insertKeyframe(_ record: StepRecord, isFirst: Bool) throws {
    guard let memory = record.methodMemory,
      !shape.policy.keepsEveryStep || isFirst || record.step % ParameterPolicy.keyframeInterval == 0
    else { return }
    sqlite3_bind_int64(keyframe, 2, Int64(record.step))
    try memory[...].withBytes(of: .float64) { bytes in
      sqlite3_bind_int64(keyframe, 4, Int64(bitPattern: StateDigest.digest(bytes)))
      try bytes.bound(to: keyframe, at: 3) { try run(keyframe) }
    }
    if shape.policy == .off {
      for query in [Queries.Record.forgetIterates, Queries.Record.forgetKeyframes] {
        try database.cachedStatement(sql: query.text)
          .execute(arguments: ["runID": runID.rawValue, "step": record.step])
      }
    }
  }

  /// Stores what the method carries on from the last of a group's steps whose memory is to be kept, where
  /// the parameters of every step are: a keyframe serves otherwise.
  func replaceCheckpoint(_ steps: [StepGroup.Step]) throws {
    guard shape.policy.keepsEveryStep,
      let record = steps.last(where: { isCheckpoint($0.record) })?.record,
      let memory = record.methodMemory
    else { return }
    sqlite3_bind_int64(checkpoint, 2, Int64(record.step))
    try memory[...].withBytes(of: .float64) { bytes in
      try bytes.bound(to: checkpoint, at: 3) { try run(checkpoint) }
    }
  }

  /// Large memories are written of every 32nd step only.
  private func isCheckpoint(_ record: StepRecord) -> Bool {
    guard let memory = record.methodMemory else { return false }
    return shape.place == .store
      || memory.count * MemoryLayout<Double>.stride <= ParameterPolicy.largeStepBytes
      || record.step % ParameterPolicy.largeMemoryInterval == 0
  }

  /// Inserts the user's own metrics of one step; `ids` keeps the numbers of their names.
  func insert(
    _ metrics: [CustomMetric], at step: Int, _ ids: inout [String: Int64]
  ) throws {
    for metric in metrics {
      let id = try ids[metric.name] ?? define(metric.name, &ids)
      sqlite3_bind_int64(customMetric, 1, id)
      sqlite3_bind_int64(customMetric, 2, Int64(step))
      sqlite3_bind_double(customMetric, 3, metric.value)
      sqlite3_bind_int64(customMetric, 4, metric.value.isNaN ? 1 : 0)
      do {
        try run(customMetric)
      } catch DatabaseError.SQLITE_CONSTRAINT {
        throw StoreError(
          .invalidMetric, "the metric '\(metric.name)' was recorded twice at step \(step)",
          hint: "give each metric of a step a name of its own")
      }
    }
  }

  private func define(_ name: String, _ ids: inout [String: Int64]) throws -> Int64 {
    guard BuiltInMetric(rawValue: name) == nil, !name.hasPrefix("proximalGap("), !name.isEmpty,
      !name.utf8.contains(0)
    else {
      throw StoreError(
        .invalidMetric, "a metric of your own cannot be called '\(name)'",
        hint: "choose a name that no built-in metric has")
    }
    let id = try Int64.fetchOne(
      try database.cachedStatement(sql: Queries.Record.defineMetric.text),
      arguments: ["runID": runID.rawValue, "name": name])
    guard let id else { throw StoreError(.io, "SQLite gave the metric '\(name)' no number") }
    ids[name] = id
    return id
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

  private func run(_ statement: OpaquePointer) throws { try database.run(statement) }
}
