-- The newest whole state of a run, in the checkpoint or a keyframe: its step and what the method carries.
SELECT step, methodMemory, NULL AS memoryChecksum FROM checkpoint WHERE runID = :runID
UNION ALL
SELECT step, methodMemory, checksum FROM (
  SELECT step, methodMemory, checksum FROM keyframe WHERE runID = :runID ORDER BY step DESC LIMIT 1)
ORDER BY step DESC
LIMIT 1
