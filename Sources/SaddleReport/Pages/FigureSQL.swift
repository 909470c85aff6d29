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

  /// The last gaps of several runs by λ: 0 for the primal gap, ∞ for the duality gap.
  static func lastGaps(of runs: [Run.ID]) -> String {
    let list = runs.map(\.description).joined(separator: ", ")
    return """
      SELECT id AS runID, 0.0 AS penalty, primalGap AS gap
      FROM runSummary JOIN step ON step.runID = id AND step.step = lastStep
      WHERE id IN (\(list)) AND primalGap IS NOT NULL
      UNION ALL
      SELECT id, penalty, value
      FROM runSummary JOIN proximalGap ON proximalGap.runID = id AND proximalGap.step = lastStep
      WHERE id IN (\(list))
      UNION ALL
      SELECT id, 9e999, dualityGap FROM runSummary
      WHERE id IN (\(list)) AND dualityGap IS NOT NULL
      ORDER BY 1, 2;
      """
  }

  /// How long several runs took.
  static func costs(of runs: [Run.ID]) -> String {
    """
    SELECT id AS runID, stepCount, wallSeconds, wallSeconds / nullif(lastStep, 0) AS secondsPerStep
    FROM runSummary
    WHERE id IN (\(runs.map(\.description).joined(separator: ", ")))
    ORDER BY id;
    """
  }

  /// The settings of several runs, and their last metric.
  static func settings(of runs: [Run.ID]) -> String {
    """
    SELECT runID, scope, name, value
    FROM runParameter
    WHERE runID IN (\(runs.map(\.description).joined(separator: ", ")))
    ORDER BY runID, scope, ordinal;
    """
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

  /// What the pictures of a verdict are made of: the iterates since the step from which it holds.
  static func verdicts(of run: Run.ID) -> String {
    """
    SELECT coordinate.step, player, coordinateIndex, value
    FROM verdict JOIN coordinate USING (runID)
    WHERE runID = \(run) AND verdict.players = 'both' AND coordinate.step >= verdict.sinceStep
    ORDER BY coordinate.step, player, coordinateIndex;
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
