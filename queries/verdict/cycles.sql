-- The runs that circle, by their period: the shortest first.
-- With what theory predicts, the size of the rotation and what becomes of it. A scan of the verdicts, which
-- are few.
SELECT
  verdict.runID, run.name, run.game, run.method, verdict.kind, verdict.period,
  verdict.periodError, verdict.predictedPeriod, verdict.amplitude, verdict.trend,
  verdict.growthPerTurn, verdict.sinceStep, verdict.confidence
FROM runVerdict AS verdict
JOIN run ON run.id = verdict.runID
WHERE verdict.kind IN ('cycling', 'quasiPeriodic') AND verdict.period IS NOT NULL
ORDER BY verdict.period, verdict.runID
