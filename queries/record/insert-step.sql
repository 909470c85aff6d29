-- The metrics of one step. Parameters are bound by position, the metrics in the order of
-- BuiltInMetric.
INSERT INTO step (
  runID, step, wallSeconds, nanMask,
  payoff, minimizerLoss, maximizerLoss, minimizerGradientNorm, maximizerGradientNorm, fieldNorm,
  equilibriumDistance, dualityGap, primalGap)
VALUES (
  :runID, :step, :wallSeconds, :nanMask,
  :payoff, :minimizerLoss, :maximizerLoss, :minimizerGradientNorm, :maximizerGradientNorm,
  :fieldNorm, :equilibriumDistance, :dualityGap, :primalGap)
