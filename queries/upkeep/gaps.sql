-- The runs whose record has holes: steps that are not contiguous, parameters of a raw run without their
-- step or the other way round, a checkpoint that is not at the last step. One pass over the keys.
SELECT run.id AS runID,
  (SELECT count(*) FROM step WHERE runID = run.id) AS stepCount,
  (SELECT max(step) - min(step) + 1 FROM step WHERE runID = run.id) AS span,
  (SELECT count(*) FROM iterate WHERE runID = run.id) AS iterateCount,
  (SELECT count(*) FROM iterate AS orphan
    WHERE orphan.runID = run.id
      AND NOT EXISTS (SELECT 1 FROM step WHERE runID = run.id AND step = orphan.step)
  ) AS orphanCount,
  run.parameterPolicy = 'raw' AS isRaw,
  (SELECT step FROM checkpoint WHERE runID = run.id) AS checkpointStep,
  (SELECT max(step) FROM step WHERE runID = run.id) AS lastStep
FROM run
ORDER BY run.id
