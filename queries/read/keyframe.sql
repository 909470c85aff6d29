-- The newest recorded state of a run at or before a step, in full. A few seeks.
SELECT keyframe.step, iterate.minimizer, iterate.maximizer, keyframe.methodMemory
FROM keyframe
JOIN iterate ON iterate.runID = keyframe.runID AND iterate.step = keyframe.step
WHERE keyframe.runID = :runID AND keyframe.step <= :step
ORDER BY keyframe.step DESC
LIMIT 1
