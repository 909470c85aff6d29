-- The runs whose record has holes: steps that are not contiguous, parameters without their step or the
-- other way round, a checkpoint that is not at the last step. What stands in a run's own file is not seen
-- here. One pass over the keys.
SELECT run.id AS runID,
  (SELECT count(*) FROM step WHERE runID = run.id) AS stepCount,
  (SELECT max(step) - min(step) + 1 FROM step WHERE runID = run.id) AS span,
  (SELECT count(*) FROM iterate WHERE runID = run.id)
    + (SELECT count(*) FROM iterateDelta WHERE runID = run.id) AS iterateCount,
  (SELECT count(*) FROM (
      SELECT runID, step FROM iterate UNION ALL SELECT runID, step FROM iterateDelta) AS orphan
    WHERE orphan.runID = run.id
      AND NOT EXISTS (SELECT 1 FROM step WHERE runID = run.id AND step = orphan.step)
  ) AS orphanCount,
  run.parameterPolicy IN ('raw', 'compressed') AND run.parameterPlace = 'store'
    AND run.prunedEvery IS NULL AS keepsEveryStep,
  run.parameterPolicy = 'raw' AND run.parameterPlace = 'store' AS hasCheckpoint,
  (SELECT step FROM checkpoint WHERE runID = run.id) AS checkpointStep,
  (SELECT max(step) FROM step WHERE runID = run.id) AS lastStep
FROM run
ORDER BY run.id
