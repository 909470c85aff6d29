-- The method's memory at a step whose parameters stand in iterate. Parameters are bound by position.
INSERT INTO keyframe (runID, step, methodMemory, checksum)
VALUES (:runID, :step, :methodMemory, :checksum)
