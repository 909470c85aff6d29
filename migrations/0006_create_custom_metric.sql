-- Measurements of the user's own: a name per run, and a plain row per value, clustered by metric, so
-- that one metric of a run is one range scan. They stand in the view `metric` like all others.

CREATE TABLE customMetric (
  id INTEGER PRIMARY KEY,
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  UNIQUE (runID, name)
) STRICT;

CREATE TABLE customMetricValue (
  metricID INTEGER NOT NULL REFERENCES customMetric (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  value REAL,
  isNaN INTEGER NOT NULL,
  PRIMARY KEY (metricID, step)
) STRICT, WITHOUT ROWID;

DROP VIEW metric;

-- One row per measured metric and step. `value` is NULL exactly where `isNaN` is 1. The casts and
-- the unary plus give each column one affinity in all arms: only then does SQLite merge the arms into the
-- outer query, and so answers `ORDER BY step LIMIT n` without reading a whole run, and a name by index.
CREATE VIEW metric (runID, step, name, value, isNaN) AS
SELECT runID, step, CAST('payoff' AS TEXT), payoff, nanMask & 1
FROM step WHERE payoff IS NOT NULL OR nanMask & 1
UNION ALL
SELECT runID, step, CAST('minimizerLoss' AS TEXT), minimizerLoss, nanMask >> 1 & 1
FROM step WHERE minimizerLoss IS NOT NULL OR nanMask & 2
UNION ALL
SELECT runID, step, CAST('maximizerLoss' AS TEXT), maximizerLoss, nanMask >> 2 & 1
FROM step WHERE maximizerLoss IS NOT NULL OR nanMask & 4
UNION ALL
SELECT runID, step, CAST('minimizerGradientNorm' AS TEXT), minimizerGradientNorm, nanMask >> 3 & 1
FROM step WHERE minimizerGradientNorm IS NOT NULL OR nanMask & 8
UNION ALL
SELECT runID, step, CAST('maximizerGradientNorm' AS TEXT), maximizerGradientNorm, nanMask >> 4 & 1
FROM step WHERE maximizerGradientNorm IS NOT NULL OR nanMask & 16
UNION ALL
SELECT runID, step, CAST('fieldNorm' AS TEXT), fieldNorm, nanMask >> 5 & 1
FROM step WHERE fieldNorm IS NOT NULL OR nanMask & 32
UNION ALL
SELECT runID, step, CAST('equilibriumDistance' AS TEXT), equilibriumDistance, nanMask >> 6 & 1
FROM step WHERE equilibriumDistance IS NOT NULL OR nanMask & 64
UNION ALL
SELECT runID, step, CAST('dualityGap' AS TEXT), dualityGap, nanMask >> 7 & 1
FROM step WHERE dualityGap IS NOT NULL OR nanMask & 128
UNION ALL
SELECT runID, step, CAST('primalGap' AS TEXT), primalGap, nanMask >> 8 & 1
FROM step WHERE primalGap IS NOT NULL OR nanMask & 256
UNION ALL
SELECT gap.runID, gap.step, declared.metricName, gap.value, +gap.isNaN
FROM proximalGap AS gap
JOIN proximalPenalty AS declared
  ON declared.runID = gap.runID AND declared.penalty = gap.penalty
UNION ALL
SELECT custom.runID, measured.step, custom.name, measured.value, +measured.isNaN
FROM customMetricValue AS measured
JOIN customMetric AS custom ON custom.id = measured.metricID;
