-- The metrics of every :stride-th step from :first, and of the step :last, by step. Columns are
-- read by position, the metrics in the order of BuiltInMetric, then the digest. A range of the primary key.
SELECT
  step, wallSeconds, nanMask,
  payoff, minimizerLoss, maximizerLoss, minimizerGradientNorm, maximizerGradientNorm, fieldNorm,
  equilibriumDistance, dualityGap, primalGap, digest
FROM step
WHERE runID = :runID AND step BETWEEN :first AND :last
  AND ((step - :first) % :stride = 0 OR step = :last)
ORDER BY step
