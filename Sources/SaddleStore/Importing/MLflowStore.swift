import GRDB
public import SaddleRecording

/// The runs of MLflow's SQLite store, read without changing it.
public enum MLflowStore {
  /// One run.
  public struct ImportedRun: Hashable, Sendable {
    /// MLflow's run_uuid.
    public var id: String
    /// What people call it.
    public var name: String
    /// The experiment's name.
    public var experiment: String
    /// Its params.
    public var settings: [RunParameter]
    /// Its metrics.
    public var series: [MetricSeries]
  }

  /// Whether a file is a database of MLflow's.
  public static func isOne(_ path: String) -> Bool {
    let names = try? open(path).read { database in
      try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    return Set(["runs", "metrics", "params", "experiments"]).isSubset(of: names ?? [])
  }

  /// All runs that were not deleted, by the time at which they began.
  ///
  /// MLflow writes NaN as 0 with a mark, and ±∞ as the greatest double: both are read as what they
  /// were. Of several values of a step the one of the latest time counts.
  ///
  /// - Throws: ``StoreError`` with `.notAStore` for another file.
  public static func runs(at path: String) throws -> [ImportedRun] {
    guard isOne(path) else {
      throw StoreError(.notAStore, "\(path) is no SQLite store of MLflow's")
    }
    return try open(path).read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT runs.run_uuid, runs.name, experiments.name AS experiment
          FROM runs JOIN experiments ON experiments.experiment_id = runs.experiment_id
          WHERE runs.lifecycle_stage IS NOT 'deleted'
          ORDER BY runs.start_time, runs.run_uuid
          """)
      return try rows.map { row in
        let id: String = row["run_uuid"]
        let settings = try Row.fetchAll(
          database, sql: "SELECT key, value FROM params WHERE run_uuid = ? ORDER BY key",
          arguments: [id]
        ).map { RunParameter(name: $0["key"], value: $0["value"]) }
        let name: String? = row["name"]
        return ImportedRun(
          id: id, name: name.flatMap { $0.isEmpty ? nil : $0 } ?? id,
          experiment: row["experiment"], settings: settings, series: try series(of: id, database))
      }
    }
  }

  private static func series(of id: String, _ database: Database) throws -> [MetricSeries] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT key, step, value, is_nan FROM metrics WHERE run_uuid = ?
        ORDER BY key, step, timestamp
        """, arguments: [id])
    var series: [MetricSeries] = []
    var (name, steps, values) = ("", [Int](), [Double]())
    func close() {
      if !steps.isEmpty { series.append(MetricSeries(name: name, steps: steps, values: values)) }
    }
    while let row = try rows.next() {
      let key: String = row["key"]
      if key != name {
        close()
        (name, steps, values) = (key, [], [])
      }
      let step = max(0, row["step"] as Int? ?? 0)
      let stored = row["value"] as Double? ?? .nan
      let isNaN = row["is_nan"] as Bool? ?? false
      let isInfinite = stored.magnitude == .greatestFiniteMagnitude
      let value: Double = isNaN ? .nan : isInfinite ? (stored > 0 ? .infinity : -.infinity) : stored
      if steps.last == step {
        values[values.count - 1] = value
      } else {
        steps.append(step)
        values.append(value)
      }
    }
    close()
    return series
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration)
  }
}
