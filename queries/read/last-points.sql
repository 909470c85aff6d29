-- The last point of each metric that a run measured: the built-in ones, proximal gaps, the run's own.
-- Columns are read by position. A seek each, along the primary key from the run's end: a metric that was
-- measured long ago, or never, costs a search of the rows since.
WITH point (kind, ordinal, name, step, value, isNaN) AS (
  SELECT * FROM (
    SELECT 0, 0, 'payoff', step, payoff, nanMask & 1
    FROM step WHERE runID = :runID AND (payoff IS NOT NULL OR nanMask & 1)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 1, 'minimizerLoss', step, minimizerLoss, nanMask >> 1 & 1
    FROM step WHERE runID = :runID AND (minimizerLoss IS NOT NULL OR nanMask & 2)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 2, 'maximizerLoss', step, maximizerLoss, nanMask >> 2 & 1
    FROM step WHERE runID = :runID AND (maximizerLoss IS NOT NULL OR nanMask & 4)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 3, 'minimizerGradientNorm', step, minimizerGradientNorm, nanMask >> 3 & 1
    FROM step WHERE runID = :runID AND (minimizerGradientNorm IS NOT NULL OR nanMask & 8)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 4, 'maximizerGradientNorm', step, maximizerGradientNorm, nanMask >> 4 & 1
    FROM step WHERE runID = :runID AND (maximizerGradientNorm IS NOT NULL OR nanMask & 16)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 5, 'fieldNorm', step, fieldNorm, nanMask >> 5 & 1
    FROM step WHERE runID = :runID AND (fieldNorm IS NOT NULL OR nanMask & 32)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 6, 'equilibriumDistance', step, equilibriumDistance, nanMask >> 6 & 1
    FROM step WHERE runID = :runID AND (equilibriumDistance IS NOT NULL OR nanMask & 64)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 7, 'dualityGap', step, dualityGap, nanMask >> 7 & 1
    FROM step WHERE runID = :runID AND (dualityGap IS NOT NULL OR nanMask & 128)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (
    SELECT 0, 8, 'primalGap', step, primalGap, nanMask >> 8 & 1
    FROM step WHERE runID = :runID AND (primalGap IS NOT NULL OR nanMask & 256)
    ORDER BY step DESC LIMIT 1)
  UNION ALL
  SELECT 1, declared.ordinal, declared.metricName, gap.step, gap.value, gap.isNaN
  FROM proximalPenalty AS declared
  CROSS JOIN proximalGap AS gap ON gap.runID = declared.runID AND gap.penalty = declared.penalty
    AND gap.step = (
      SELECT max(step) FROM proximalGap
      WHERE runID = declared.runID AND penalty = declared.penalty)
  WHERE declared.runID = :runID
  UNION ALL
  SELECT 2, custom.id, custom.name, measured.step, measured.value, measured.isNaN
  FROM customMetric AS custom
  CROSS JOIN customMetricValue AS measured ON measured.metricID = custom.id
    AND measured.step = (SELECT max(step) FROM customMetricValue WHERE metricID = custom.id)
  WHERE custom.runID = :runID
)
SELECT name, step, value, isNaN FROM point ORDER BY kind, ordinal
