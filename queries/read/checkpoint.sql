-- The newest recorded state of a run, in full: of its last step, or of its last keyframe. A few seeks.
SELECT
  saved.step, iterate.minimizer, iterate.maximizer, iterate.checksum,
  saved.methodMemory, saved.memoryChecksum
FROM (
  SELECT runID, step, methodMemory, NULL AS memoryChecksum FROM checkpoint WHERE runID = :runID
  UNION ALL
  SELECT runID, step, methodMemory, checksum FROM (
    SELECT runID, step, methodMemory, checksum FROM keyframe WHERE runID = :runID
    ORDER BY step DESC LIMIT 1)
) AS saved
JOIN iterate ON iterate.runID = saved.runID AND iterate.step = saved.step
ORDER BY saved.step DESC
LIMIT 1
