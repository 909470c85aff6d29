import GRDB
import GRDBSQLite
import SaddleQueries
public import SaddleRecording

extension Store {
  /// Metrics of one run as series, in the order asked for; bit for bit as recorded, except that
  /// SQLite keeps no sign of a zero.
  ///
  /// One range scan of the run's steps, and one for each proximal gap. A metric that was not
  /// measured has no points.
  ///
  /// - Parameters:
  ///   - run: the run's number.
  ///   - metrics: names of ``BuiltInMetric``, `proximalGap(λ)` or the run's own; nil for all that
  ///     were measured at least once, the built-in ones first.
  ///   - steps: the steps to read; nil for all.
  ///   - maximumPoints: thins every series evenly, so that it has no more points; the last step
  ///     stays.
  /// - Returns: one series for each name.
  /// - Throws: `.unknownRun`, or `.unknownMetric` for a name that the run cannot have.
  public func series(
    of run: Run.ID, metrics: [String]? = nil, steps: ClosedRange<Int>? = nil,
    maximumPoints: Int? = nil
  ) throws(StoreError) -> [MetricSeries] {
    try readRuns { reader in
      guard let found = try reader.run(run) else { throw StoreError.unknownRun(run, in: path) }
      return try reader.series(
        of: found, metrics: metrics, steps: steps, maximumPoints: maximumPoints)
    }
  }
}

extension RunReader {
  func series(
    of run: Run, metrics: [String]?, steps: ClosedRange<Int>?, maximumPoints: Int?
  ) throws -> [MetricSeries] {
    let penalties = try penalties(of: run.id)
    let custom = try customMetrics(of: run.id)
    if let metrics {
      try checkNames(metrics, of: run, penalties.map(\.metricName) + custom.map(\.name))
    }
    guard let thinning = Thinning(of: run, to: steps, maximumPoints: maximumPoints) else {
      return (metrics ?? []).map { MetricSeries(name: $0, steps: [], values: []) }
    }
    let isWanted = { (name: String) in metrics.map { $0.contains(name) } ?? true }
    let builtIn = BuiltInMetric.allCases.filter { isWanted($0.rawValue) }
    var found = builtIn.isEmpty ? [] : try builtInSeries(builtIn, of: run.id, thinning)
    for (penalty, name) in penalties where isWanted(name) {
      let query = Queries.Read.proximalGaps
      found.append(try markedSeries(name, query, ["penalty": penalty], of: run.id, thinning))
    }
    for (id, name) in custom where isWanted(name) {
      let query = Queries.Read.customValues
      found.append(try markedSeries(name, query, ["metricID": id], of: run.id, thinning))
    }
    guard let metrics else { return found.filter { !$0.steps.isEmpty } }
    return metrics.compactMap { name in found.first { $0.name == name } }
  }

  /// All metrics of a run as the points that show in a plot, read in one pass per kind of metric.
  func envelopes(of run: Run, parts: Int) throws -> [MetricSeries] {
    guard let all = Thinning(of: run, to: nil, maximumPoints: nil) else { return [] }
    let empty = SeriesEnvelope(steps: all.first...all.last, parts: parts)
    let metrics = BuiltInMetric.allCases
    var builtIn = metrics.map { _ in empty }
    try builtIn.withUnsafeMutableBufferPointer { builtIn in
      try forEachRow(Queries.Read.allSteps, of: run.id, all) { row in
        let step = Int(sqlite3_column_int64(row, 0))
        let nanMask = sqlite3_column_int64(row, 1)
        for index in builtIn.indices {
          let column = 2 + Int32(truncatingIfNeeded: index)
          let value = sqlite3_column_double(row, column)
          // NULL reads as 0, too.
          if value != 0 || sqlite3_column_type(row, column) != SQLITE_NULL {
            builtIn[index].add(step, value)
          } else if nanMask >> Int64(index) & 1 == 1 {
            builtIn[index].add(step, .nan)
          }
        }
      }
    }
    var found = metrics.indices.map { builtIn[$0].series(named: metrics[$0].rawValue) }
    let marked =
      try penalties(of: run.id).map {
        (
          name: $0.metricName, query: Queries.Read.proximalGaps,
          arguments: ["penalty": $0.penalty] as StatementArguments
        )
      }
      + customMetrics(of: run.id).map {
        (
          name: $0.name, query: Queries.Read.customValues,
          arguments: ["metricID": $0.id] as StatementArguments
        )
      }
    for (name, query, arguments) in marked {
      var envelope = empty
      try forEachRow(query, of: run.id, all, arguments) { row in
        let isNaN = sqlite3_column_int64(row, 2) == 1
        envelope.add(
          Int(sqlite3_column_int64(row, 0)), isNaN ? .nan : sqlite3_column_double(row, 1))
      }
      found.append(envelope.series(named: name))
    }
    return found.filter { !$0.steps.isEmpty }
  }

  private func checkNames(_ names: [String], of run: Run, _ others: [String]) throws {
    let known = BuiltInMetric.allCases.map(\.rawValue) + others
    guard let unknown = names.first(where: { !known.contains($0) }) else { return }
    throw StoreError(
      .unknownMetric, "run \(run.id) has no metric '\(unknown)'",
      hint: "choose one of \(known.joined(separator: ", "))")
  }

  private func builtInSeries(
    _ metrics: [BuiltInMetric], of run: Run.ID, _ thinning: Thinning
  ) throws -> [MetricSeries] {
    let columns = metrics.compactMap { metric in
      BuiltInMetric.allCases.firstIndex(of: metric).map { Int32($0) }
    }
    var steps = [[Int]](repeating: [], count: columns.count)
    var values = [[Double]](repeating: [], count: columns.count)
    try forEachRow(Queries.Read.steps, of: run, thinning) { row in
      let step = Int(sqlite3_column_int64(row, 0))
      let nanMask = sqlite3_column_int64(row, 2)
      for (index, column) in columns.enumerated() {
        let isNaN = nanMask >> Int64(column) & 1 == 1
        guard isNaN || sqlite3_column_type(row, 3 + column) != SQLITE_NULL else { continue }
        steps[index].append(step)
        values[index].append(isNaN ? .nan : sqlite3_column_double(row, 3 + column))
      }
    }
    return metrics.enumerated().map { index, metric in
      MetricSeries(name: metric.rawValue, steps: steps[index], values: values[index])
    }
  }

  /// The run's own metrics, in the order in which they were first recorded.
  private func customMetrics(of id: Run.ID) throws -> [(id: Int64, name: String)] {
    let statement = try database.cachedStatement(sql: Queries.Read.customMetrics.text)
    return try Row.fetchAll(statement, arguments: ["runID": id.rawValue]).map { row in
      (try row.value("id"), try row.value("name"))
    }
  }

  /// A series whose rows are step, value and the mark of a NaN.
  private func markedSeries(
    _ name: String, _ query: NamedQuery, _ arguments: StatementArguments, of run: Run.ID,
    _ thinning: Thinning
  ) throws -> MetricSeries {
    var steps: [Int] = []
    var values: [Double] = []
    try forEachRow(query, of: run, thinning, arguments) { row in
      steps.append(Int(sqlite3_column_int64(row, 0)))
      let isNaN = sqlite3_column_int64(row, 2) == 1
      values.append(isNaN ? .nan : sqlite3_column_double(row, 1))
    }
    return MetricSeries(name: name, steps: steps, values: values)
  }

  /// As ``GRDB/Database/forEachRow(_:of:_:_:_:)``.
  func forEachRow(
    _ query: NamedQuery, of run: Run.ID, _ thinning: Thinning, _ more: StatementArguments = [:],
    _ body: (OpaquePointer) throws -> Void
  ) throws { try database.forEachRow(query, of: run.rawValue, thinning, more, body) }
}

extension Database {
  /// Hands every row of a range of steps to `body`, undecoded: a run may have millions.
  func forEachRow(
    _ query: NamedQuery, of key: Int64, _ thinning: Thinning, _ more: StatementArguments = [:],
    _ body: (OpaquePointer) throws -> Void
  ) throws {
    let statement = try cachedStatement(sql: query.text)
    try statement.setArguments(
      [
        "runID": key, "first": thinning.first, "last": thinning.last, "stride": thinning.stride,
      ] + more)
    try forEachRow(of: statement, body)
  }

  /// Hands every row of a statement whose arguments are set to `body`, undecoded.
  func forEachRow(of statement: Statement, _ body: (OpaquePointer) throws -> Void) throws {
    let handle = statement.sqliteStatement
    defer { sqlite3_reset(handle) }
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: try body(handle)
      case SQLITE_DONE: return
      case let code:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code),
          message: sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
      }
    }
  }
}

/// Which steps of a run are read: every `stride`-th from `first`, and `last`.
struct Thinning {
  let first: Int
  let last: Int
  let stride: Int

  /// At most `maximumPoints` steps (one, if less), evenly spaced, of the run's that are in the
  /// range; nil if none is.
  init?(of run: Run, to range: ClosedRange<Int>?, maximumPoints: Int?) {
    guard let lastStep = run.lastStep else { return nil }
    let firstStep = lastStep - run.stepCount + 1
    let lower = max(firstStep, range?.lowerBound ?? firstStep)
    last = min(lastStep, range?.upperBound ?? lastStep)
    guard lower <= last else { return nil }
    guard let maximumPoints, last - lower + 1 > maximumPoints else {
      first = lower
      stride = 1
      return
    }
    // So many strides lead from the first point to the last; one point alone is the last.
    let strides = maximumPoints - 1
    first = strides < 1 ? last : lower
    stride = strides < 1 ? 1 : (last - lower + strides - 1) / strides
  }

  /// The steps.
  var steps: [Int] {
    let even = Swift.stride(from: first, to: last, by: stride)
    return Array(even) + [last]
  }
}
