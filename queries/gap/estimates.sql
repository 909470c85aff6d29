-- Every gap estimate of one run (:run), by step and λ, with what says how far to trust it.
-- `penalty` is λ: 0 for the primal gap, Inf for the Nash gap. A range of the primary key.
SELECT step, metricName, penalty, value, standardError, bound, isConverged, source, domain,
  isAtEdge, isLimited, innerSteps, evaluationCount, maximizerResidual, minimizerResidual, proximalResidual, norm, data, seconds
FROM gapEstimate
WHERE runID = :run
ORDER BY step, penalty, source, domain
