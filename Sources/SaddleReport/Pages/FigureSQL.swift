import SaddleRecording

/// The SQL that reads a figure's data from the store, for readers to copy.
enum FigureSQL {
  /// The points of one metric of several runs.
  static func points(of metric: ReportedMetric, runs: [Run.ID]) -> String {
    let list = runs.map(\.description).joined(separator: ", ")
    switch metric {
    case .builtIn(let metric): return named(metric.rawValue, runs: list)
    case .custom(let name): return named(name, runs: list)
    case .proximalGap(let penalty):
      return """
        SELECT runID, step, value, isNaN
        FROM proximalGap
        WHERE penalty = \(penalty) AND runID IN (\(list))
        ORDER BY runID, step;
        """
    }
  }

  /// The first coordinates of both players over a run.
  static func firstCoordinates(of run: Run.ID) -> String {
    """
    SELECT x.step, x.value AS x, y.value AS y
    FROM coordinate AS x JOIN coordinate AS y ON y.runID = x.runID AND y.step = x.step
    WHERE x.runID = \(run)
      AND x.player = 'minimizer' AND x.coordinateIndex = 0
      AND y.player = 'maximizer' AND y.coordinateIndex = 0
    ORDER BY x.step;
    """
  }

  private static func named(_ name: String, runs: String) -> String {
    """
    SELECT runID, step, value, isNaN
    FROM metric
    WHERE name = \(literal(name)) AND runID IN (\(runs))
    ORDER BY runID, step;
    """
  }

  /// A text as an SQL literal.
  private static func literal(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }
}
