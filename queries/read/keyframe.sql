-- The newest whole state of a run at or before a step: its step and what the method carries. One seek.
SELECT step, methodMemory, checksum AS memoryChecksum
FROM keyframe
WHERE runID = :runID AND step <= :step
ORDER BY step DESC
LIMIT 1
