-- Keeps one gap estimate; it takes the place of the same measurement.
INSERT OR REPLACE INTO gapEstimate (
  runID, step, penalty, source, domain, metricName, value, isNaN, standardError, bound, isConverged,
  upperValue, lowerValue, innerSteps, perturbations, sweep, maximizerResidual, minimizerResidual,
  proximalResidual, isAtEdge, evaluationCount, isLimited, norm, data, seconds, measuredAt)
VALUES (
  :runID, :step, :penalty, :source, :domain, :metricName, :value, :isNaN, :standardError, :bound,
  :isConverged, :upperValue, :lowerValue, :innerSteps, :perturbations, :sweep, :maximizerResidual,
  :minimizerResidual, :proximalResidual, :isAtEdge, :evaluationCount, :isLimited, :norm, :data,
  :seconds, :now)
