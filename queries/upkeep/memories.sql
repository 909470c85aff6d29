-- What the method carries at each keyframe of one run, with its checksum, by step. Read by position.
SELECT step, checksum, methodMemory FROM keyframe WHERE runID = :runID ORDER BY step
