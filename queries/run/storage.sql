-- About how many bytes each run takes: its metrics, its proximal gaps and its parameters, largest first.
-- One pass over the keys of each run.
SELECT
  run.id AS runID, run.name,
  (SELECT count(*) FROM step WHERE runID = run.id) * (16 + 8 * 10) AS metricBytes,
  (SELECT count(*) FROM proximalGap WHERE runID = run.id) * 32 AS proximalGapBytes,
  (SELECT coalesce(sum(length(minimizer) + length(maximizer) + 8), 0)
    FROM iterate WHERE runID = run.id) AS parameterBytes
FROM run
ORDER BY metricBytes + proximalGapBytes + parameterBytes DESC, run.id
