-- Every :stride-th iterate of a run and the last, in order of steps; one range of the primary key.
SELECT step, minimizer, maximizer FROM iterate
WHERE runID = :runID
  AND (step % :stride = 0 OR step = (SELECT max(step) FROM iterate WHERE runID = :runID))
ORDER BY step
