import GRDB
import GRDBSQLite
import SaddleQueries
public import SaddleRecording

extension Store {
  /// Runs with the last point of each metric alone: what tables of last values show.
  ///
  /// All from one snapshot, in the order given; a seek per metric, however long a run is, but a metric that
  /// was last measured before the last step, or never, is searched for from the end.
  ///
  /// - Parameter runs: the runs.
  /// - Returns: each run; its series have one point, counted as one, and its trajectory has none. A run that was
  ///   deleted meanwhile has no series.
  /// - Throws: what reading throws.
  public func lastPoints(of runs: [Run]) throws(StoreError) -> [RunHistory] {
    try readRuns { reader in
      try runs.map { run in
        RunHistory(
          run: run, series: try reader.lastPoints(of: run.id),
          trajectory: RecordedTrajectory(steps: [], minimizers: [], maximizers: []))
      }
    }
  }
}

extension RunReader {
  fileprivate func lastPoints(of run: Run.ID) throws -> [MetricSeries] {
    var series: [MetricSeries] = []
    let statement = try database.cachedStatement(sql: Queries.Read.lastPoints.text)
    try statement.setArguments(["runID": run.rawValue])
    try database.forEachRow(of: statement) { row in
      guard let name = sqlite3_column_text(row, 0) else { return }
      let isNaN = sqlite3_column_int64(row, 3) != 0
      series.append(
        MetricSeries(
          name: String(cString: name), steps: [Int(sqlite3_column_int64(row, 1))],
          values: [isNaN ? .nan : sqlite3_column_double(row, 2)]))
    }
    return series
  }
}
