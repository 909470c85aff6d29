-- How many steps of a run lose their parameters when every :every-th stays (0: none), and their bytes.
-- The newest whole state stays, and with :every > 0 all of them. A range of the primary key.
SELECT count(*) AS stepCount, coalesce(sum(length(minimizer) + length(maximizer)), 0) AS byteCount
FROM iterate
WHERE runID = :runID
  AND iif(:every > 0, step % max(:every, 1) <> 0, 1)
  AND step <> (SELECT max(step) FROM iterate WHERE runID = :runID)
  AND step NOT IN (
    SELECT step FROM keyframe
    WHERE runID = :runID
      AND (:every > 0 OR step = (SELECT max(step) FROM keyframe WHERE runID = :runID)))
