-- Takes out the parameters that count-prunable counts.
DELETE FROM iterate
WHERE runID = :runID
  AND iif(:every > 0, step % max(:every, 1) <> 0, 1)
  AND step <> (SELECT max(step) FROM iterate WHERE runID = :runID)
  AND step NOT IN (
    SELECT step FROM keyframe
    WHERE runID = :runID
      AND (:every > 0 OR step = (SELECT max(step) FROM keyframe WHERE runID = :runID)))
