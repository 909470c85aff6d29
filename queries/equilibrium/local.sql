-- The second-order verdict on each analysed step of one run (:run), by step.
-- With the numbers that decided. A range of the primary key.
SELECT step, kind, sentence, naturalResidual, minimizerLeast, maximizerGreatest, minimaxCurvature,
  proximalOrder, proximalOrderError, leastReal, rotationShare, largestStepSize, stabilizingRatio,
  solver, isConverged, norm, data
FROM localAnalysis
WHERE runID = :run
ORDER BY step
