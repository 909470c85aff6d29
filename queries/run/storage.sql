-- About how many bytes each run takes: its metrics, its proximal gaps and its parameters, largest first.
-- Reckoned from its numbers of steps and parameters, but for deltas, which are added up, and for a file of
-- the run's own, which is looked at: NULL where it is missing. Artifacts are left out. A few seeks per run.
WITH size (runID, name, steps, penalties, parameterBytes) AS (
  SELECT
    run.id, run.name, summary.stepCount,
    (SELECT count(*) FROM proximalPenalty WHERE runID = run.id),
    iif(
      run.parameterPlace = 'file', parameterFileBytes(run.uuid),
      iif(
        run.parameterPolicy = 'raw' AND run.prunedEvery IS NULL, summary.stepCount,
        (SELECT count(*) FROM iterate WHERE runID = run.id))
      * (8 + (run.minimizerCount + run.maximizerCount)
        * iif(run.parameterFormat = 'float32', 4, 8))
      + (SELECT coalesce(sum(length(minimizer) + length(maximizer)), 0)
        FROM iterateDelta WHERE runID = run.id))
  FROM run
  JOIN runSummary AS summary ON summary.id = run.id
)
SELECT
  runID, name, steps * 96 AS metricBytes, steps * penalties * 32 AS proximalGapBytes,
  parameterBytes
FROM size
ORDER BY metricBytes + proximalGapBytes + coalesce(parameterBytes, 0) DESC, runID
