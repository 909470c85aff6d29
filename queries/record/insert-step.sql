-- The metrics of one step. Parameters are bound by position, the metrics in the order of
-- BuiltInMetric, then the digest of the state.
INSERT INTO step (
  runID, step, wallSeconds, nanMask,
  payoff, minimizerLoss, maximizerLoss, minimizerGradientNorm, maximizerGradientNorm, fieldNorm,
  equilibriumDistance, dualityGap, primalGap, digest)
VALUES (
  :runID, :step, :wallSeconds, :nanMask,
  :payoff, :minimizerLoss, :maximizerLoss, :minimizerGradientNorm, :maximizerGradientNorm,
  :fieldNorm, :equilibriumDistance, :dualityGap, :primalGap, :digest)
