-- The newest recorded state of a run, in full: of its last step, or of its last keyframe. A few seeks.
SELECT
  saved.step, iterate.minimizer, iterate.maximizer, saved.methodMemory
FROM (
  SELECT runID, step, methodMemory FROM checkpoint WHERE runID = :runID
  UNION ALL
  SELECT runID, step, methodMemory FROM (
    SELECT runID, step, methodMemory FROM keyframe WHERE runID = :runID
    ORDER BY step DESC LIMIT 1)
) AS saved
JOIN iterate ON iterate.runID = saved.runID AND iterate.step = saved.step
ORDER BY saved.step DESC
LIMIT 1
