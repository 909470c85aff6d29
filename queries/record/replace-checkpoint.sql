-- What the method carries on from the last step of a group. Parameters are bound by position.
INSERT INTO checkpoint (runID, step, methodMemory) VALUES (:runID, :step, :methodMemory)
ON CONFLICT (runID) DO UPDATE SET step = excluded.step, methodMemory = excluded.methodMemory
