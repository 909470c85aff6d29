-- Keeps the second-order analysis of one step; it takes the place of an older one.
INSERT OR REPLACE INTO localAnalysis (
  runID, step, kind, sentence, uncertainties, fieldNorm, minimizerGradientNorm,
  maximizerGradientNorm, naturalResidual, minimizerLeast, minimizerLeastResidual, minimizerGreatest,
  maximizerLeast, maximizerGreatest, maximizerGreatestResidual, minimaxCurvature, maximinCurvature,
  proximalOrder, proximalOrderError, leastReal, greatestMagnitude, greatestTurn, rotationShare,
  rotationShareError, largestStepSize, stabilizingRatio, freeMinimizerCount, freeMaximizerCount, norm,
  solver, productCount, isConverged, data, seconds, measuredAt)
VALUES (
  :runID, :step, :kind, :sentence, :uncertainties, :fieldNorm, :minimizerGradientNorm,
  :maximizerGradientNorm, :naturalResidual, :minimizerLeast, :minimizerLeastResidual,
  :minimizerGreatest, :maximizerLeast, :maximizerGreatest, :maximizerGreatestResidual,
  :minimaxCurvature, :maximinCurvature, :proximalOrder, :proximalOrderError, :leastReal,
  :greatestMagnitude, :greatestTurn, :rotationShare, :rotationShareError, :largestStepSize,
  :stabilizingRatio, :freeMinimizerCount, :freeMaximizerCount, :norm, :solver, :productCount,
  :isConverged, :data, :seconds, :now)
