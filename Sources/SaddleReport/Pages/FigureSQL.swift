import SaddleRecording

/// The SQL that reads a figure's data from the store, for readers to copy.
enum FigureSQL {
  /// Numbers of runs, for IN.
  static func list(_ runs: [Run.ID]) -> String {
    runs.map(\.description).joined(separator: ", ")
  }

  /// The points of one metric of several runs.
  static func points(of metric: ReportedMetric, runs: [Run.ID]) -> String {
    let list = Self.list(runs)
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
    let list = Self.list(runs)
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
      UNION ALL
      SELECT runID, penalty, value FROM gapReading AS reading
      WHERE runID IN (\(list)) AND step = (
        SELECT max(step) FROM gapEstimate WHERE gapEstimate.runID = reading.runID)
      ORDER BY 1, 2;
      """
  }

  /// Which run began with which step of which, and where runs were gone on with.
  static func lineage(of runs: [Run.ID]) -> String {
    let list = Self.list(runs)
    return """
      SELECT child.id AS runID, parent.id AS parentID, child.parentStep
      FROM run AS child LEFT JOIN run AS parent ON parent.uuid = child.parentUUID
      WHERE child.id IN (\(list)) AND child.parentUUID IS NOT NULL
      UNION ALL
      SELECT runID, runID, step FROM resumption WHERE runID IN (\(list))
      ORDER BY 1, 3;
      """
  }

  /// How long several runs took.
  static func costs(of runs: [Run.ID]) -> String {
    """
    SELECT id AS runID, stepCount, wallSeconds, wallSeconds / nullif(lastStep, 0) AS secondsPerStep
    FROM runSummary
    WHERE id IN (\(list(runs)))
    ORDER BY id;
    """
  }

  /// First, last, least, greatest and best values of metrics: the rows of a table.
  static func values(of metrics: [ReportedMetric], runs: [Run.ID]) -> String {
    let names = metrics.map { metric in
      switch metric {
      case .builtIn(let metric): literal(metric.rawValue)
      case .custom(let name): literal(name)
      case .proximalGap(let penalty): literal(MetricSeries.proximalGapName(penalty: penalty))
      }
    }
    return """
      SELECT runID, name, firstBy(value, step) AS first, lastBy(value, step) AS last,
        min(value) AS least, max(value) AS greatest, min(abs(value)) AS nearestToZero,
        sum(isNaN) AS nanCount
      FROM metric
      WHERE runID IN (\(list(runs)))
        AND name IN (\(names.joined(separator: ", ")))
      GROUP BY runID, name
      ORDER BY name, runID;
      """
  }

  /// Runs in one row each.
  static func summary(of runs: [Run.ID]) -> String {
    """
    SELECT summary.id AS runID, summary.name, summary.game, summary.method, summary.seed,
      summary.stepCount, summary.status, verdict.kind AS verdict, summary.payoff, summary.fieldNorm,
      summary.equilibriumDistance, summary.dualityGap
    FROM runSummary AS summary LEFT JOIN runVerdict AS verdict ON verdict.runID = summary.id
    WHERE summary.id IN (\(list(runs)))
    ORDER BY summary.id;
    """
  }

  /// What theory knows of the games of several runs.
  static func equilibria(of runs: [Run.ID]) -> String {
    """
    SELECT runID, kind, proximalOrder, note, profile
    FROM knownEquilibrium
    WHERE runID IN (\(list(runs)))
    ORDER BY runID, ordinal;
    """
  }

  /// Up to which λ the gap of each run fell to a hundredth of where it began.
  static func closedPenalties(of runs: [Run.ID]) -> String {
    let list = Self.list(runs)
    return """
      WITH gap (runID, penalty, first, last) AS (
        SELECT runID, 0.0, firstBy(primalGap, step), lastBy(primalGap, step)
        FROM step WHERE runID IN (\(list)) GROUP BY runID
        UNION ALL
        SELECT runID, penalty, firstBy(value, step), lastBy(value, step)
        FROM proximalGap WHERE runID IN (\(list)) GROUP BY runID, penalty
        UNION ALL
        SELECT runID, 9e999, firstBy(dualityGap, step), lastBy(dualityGap, step)
        FROM step WHERE runID IN (\(list)) GROUP BY runID
        UNION ALL
        SELECT runID, penalty, firstBy(value, step), lastBy(value, step)
        FROM gapReading WHERE runID IN (\(list)) GROUP BY runID, penalty
      )
      SELECT runID,
        max(penalty) FILTER (WHERE abs(last) <= max(0.01 * abs(first), 1e-9)) AS closedUpTo
      FROM gap
      GROUP BY runID
      ORDER BY runID;
      """
  }

  /// Means and standard deviations of last values over the seeds.
  static func seeds(of runs: [Run.ID]) -> String {
    """
    WITH run AS (
      SELECT summary.*, (
        SELECT group_concat(name || ' ' || value, ', ') FROM runParameter
        WHERE runID = summary.id AND scope IN ('game', 'method')) AS settings
      FROM runSummary AS summary
      WHERE id IN (\(list(runs)))
    )
    SELECT game, method, settings, count(*) AS seeds,
      avg(payoff) AS payoff, stddev(payoff) AS payoffDeviation,
      avg(fieldNorm) AS fieldNorm, stddev(fieldNorm) AS fieldNormDeviation,
      avg(equilibriumDistance) AS distance, stddev(equilibriumDistance) AS distanceDeviation,
      avg(dualityGap) AS dualityGap, stddev(dualityGap) AS dualityGapDeviation
    FROM run
    GROUP BY game, method, settings
    ORDER BY game, method, settings;
    """
  }

  /// A picture that a run recorded.
  static func picture(_ picture: ReportSupplement.Picture) -> String {
    """
    SELECT artifact.runID, artifact.name, artifact.step, content.byteCount, content.sha256
    FROM artifact JOIN artifactContent AS content ON content.id = artifact.contentID
    WHERE artifact.runID = \(picture.run) AND artifact.name = \(literal(picture.name))
      AND artifact.step IS \(picture.step.map(String.init) ?? "NULL");
    """
  }

  /// What spectra are computed from: known equilibria and step sizes.
  static func linearization(of runs: [Run.ID]) -> String {
    let list = Self.list(runs)
    return """
      SELECT runID, kind AS name, profile AS value FROM knownEquilibrium WHERE runID IN (\(list))
      UNION ALL
      SELECT runID, name, value FROM runParameter
      WHERE runID IN (\(list)) AND scope IN ('game', 'method')
      ORDER BY runID, name;
      """
  }

  /// The settings of several runs, and their last metric.
  static func settings(of runs: [Run.ID]) -> String {
    """
    SELECT runID, scope, name, value
    FROM runParameter
    WHERE runID IN (\(list(runs)))
    ORDER BY runID, scope, ordinal;
    """
  }

  /// A run's path: all parameters, or the first of each player.
  static func path(of history: RunHistory, isWhole: Bool) -> String {
    let run = history.run
    guard isInTable(run) else { return iterates(of: history) }
    return isWhole
      ? """
      SELECT step, player, coordinateIndex, value
      FROM coordinate
      WHERE runID = \(run.id)
      ORDER BY step, player DESC, coordinateIndex;
      """ : firstCoordinates(of: run.id)
  }

  /// Whether plain SQL sees the parameters of every step.
  private static func isInTable(_ run: Run) -> Bool {
    run.description.parameterPolicy == .raw && run.keepsEveryStep && run.parameterPlace == .store
  }

  /// Both players' parameters at the steps of a picture, however they are kept.
  private static func iterates(of history: RunHistory) -> String {
    let steps = history.trajectory.steps
    let stride = steps.count > 1 ? steps[1] - steps[0] : 1
    let which =
      stride == 1
      ? "step.step >= \(steps.first ?? 0)"
      : "((step.step - \(steps[0])) % \(stride) = 0 OR step.step = \(steps[steps.count - 1]))"
    return """
      SELECT step.step, z.player, z.coordinateIndex, z.value
      FROM step JOIN parameters(step.runID, step.step) AS z
      WHERE step.runID = \(history.run.id) AND \(which)
      ORDER BY step.step, z.player DESC, z.coordinateIndex;
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
  static func verdicts(of run: Run) -> String {
    guard isInTable(run) else {
      return """
        SELECT step.step, z.player, z.coordinateIndex, z.value
        FROM verdict JOIN step USING (runID) JOIN parameters(step.runID, step.step) AS z
        WHERE runID = \(run.id) AND verdict.players = 'both' AND step.step >= verdict.sinceStep
        ORDER BY step.step, z.player, z.coordinateIndex;
        """
    }
    return """
      SELECT coordinate.step, player, coordinateIndex, value
      FROM verdict JOIN coordinate USING (runID)
      WHERE runID = \(run.id) AND verdict.players = 'both' AND coordinate.step >= verdict.sinceStep
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
