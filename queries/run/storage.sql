-- About how many bytes each run takes: its metrics, its proximal gaps and its parameters, largest first.
-- Reckoned from its numbers of steps and parameters; artifacts are left out. A few seeks per run.
WITH size (runID, name, steps, penalties, iterates, iterateBytes) AS (
  SELECT
    run.id, run.name, summary.stepCount,
    (SELECT count(*) FROM proximalPenalty WHERE runID = run.id),
    CASE run.parameterPolicy
      WHEN 'raw' THEN summary.stepCount
      ELSE (SELECT count(*) FROM iterate WHERE runID = run.id)
    END,
    8 + (run.minimizerCount + run.maximizerCount) * iif(run.parameterFormat = 'float32', 4, 8)
  FROM run
  JOIN runSummary AS summary ON summary.id = run.id
)
SELECT
  runID, name, steps * 96 AS metricBytes, steps * penalties * 32 AS proximalGapBytes,
  iterates * iterateBytes AS parameterBytes
FROM size
ORDER BY metricBytes + proximalGapBytes + parameterBytes DESC, runID
