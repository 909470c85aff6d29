-- The metrics of every step from :first to :last, by step. Columns are read by position, the metrics
-- in the order of BuiltInMetric. A range of the primary key.
SELECT
  step, nanMask,
  payoff, minimizerLoss, maximizerLoss, minimizerGradientNorm, maximizerGradientNorm, fieldNorm,
  equilibriumDistance, dualityGap, primalGap
FROM step
WHERE runID = :runID AND step BETWEEN :first AND :last
ORDER BY step
