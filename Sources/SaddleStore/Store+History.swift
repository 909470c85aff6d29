import GRDB
public import SaddleRecording
import SaddleQueries

extension Store {
  /// What a report draws of a run: every metric at every step, and iterates.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - trajectoryLimit: about how many iterates to read; of a longer run every k-th, and the last.
  /// - Returns: the metrics that were measured at least once, built-in ones in the order of
  ///   `BuiltInMetric`, then the proximal gaps in the order of their λ in the run.
  /// - Throws: ``StoreError``.
  public func history(
    of run: Run, trajectoryLimit: Int = 20_000
  ) throws(StoreError) -> RunHistory {
    try read { database in
      RunHistory(
        run: run,
        series: try Self.builtInSeries(of: run.id, in: database)
          + Self.proximalSeries(of: run, in: database),
        trajectory: try Self.trajectory(of: run, limit: trajectoryLimit, in: database))
    }
  }

  private static func builtInSeries(
    of run: Run.ID, in database: Database
  ) throws -> [MetricSeries] {
    let metrics = BuiltInMetric.allCases
    var steps = [[Int]](repeating: [], count: metrics.count)
    var values = [[Double]](repeating: [], count: metrics.count)
    let rows = try Row.fetchCursor(
      database, sql: Queries.Read.steps.text, arguments: ["runID": run.rawValue])
    while let row = try rows.next() {
      let step: Int = row[1]
      let mask: Int64 = row[3]
      for index in metrics.indices {
        let value = row[index + 4] as Double?
        let isNaN = mask >> Int64(index) & 1 == 1
        guard value != nil || isNaN else { continue }
        steps[index].append(step)
        values[index].append(value ?? .nan)
      }
    }
    return metrics.indices.filter { !steps[$0].isEmpty }.map {
      MetricSeries(name: metrics[$0].rawValue, steps: steps[$0], values: values[$0])
    }
  }

  private static func proximalSeries(of run: Run, in database: Database) throws -> [MetricSeries] {
    try run.description.proximalPenalties.map { penalty in
      var steps: [Int] = []
      var values: [Double] = []
      let rows = try Row.fetchCursor(
        database, sql: Queries.Read.proximalGaps.text,
        arguments: ["runID": run.id.rawValue, "penalty": penalty])
      while let row = try rows.next() {
        steps.append(row[0])
        values.append(row[1] as Double? ?? .nan)
      }
      return MetricSeries(
        name: MetricSeries.proximalGapName(penalty: penalty), steps: steps, values: values)
    }
  }

  private static func trajectory(
    of run: Run, limit: Int, in database: Database
  ) throws -> RecordedTrajectory {
    let stride = max(1, (run.stepCount + limit - 1) / max(limit, 1))
    let rows = try Row.fetchCursor(
      database, sql: Queries.Read.iterates.text,
      arguments: ["runID": run.id.rawValue, "stride": stride])
    var steps: [Int] = []
    var minimizers: [[Double]] = []
    var maximizers: [[Double]] = []
    while let row = try rows.next() {
      steps.append(row[0])
      minimizers.append(try Float64Blob.decode(row[1]))
      maximizers.append(try Float64Blob.decode(row[2]))
    }
    return RecordedTrajectory(steps: steps, minimizers: minimizers, maximizers: maximizers)
  }
}
