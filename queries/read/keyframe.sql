-- The newest recorded state of a run at or before a step, in full. A few seeks.
SELECT
  keyframe.step, iterate.minimizer, iterate.maximizer, iterate.checksum,
  keyframe.methodMemory, keyframe.checksum AS memoryChecksum
FROM keyframe
JOIN iterate ON iterate.runID = keyframe.runID AND iterate.step = keyframe.step
WHERE keyframe.runID = :runID AND keyframe.step <= :step
ORDER BY keyframe.step DESC
LIMIT 1
