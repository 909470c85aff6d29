-- Adds what the recording process takes of its machine; a second sample of one instant is left out.
INSERT INTO systemSample (
  runID, sampledAt, session, step, cpuSeconds, residentBytes, machineLoad, availableBytes,
  diskFreeBytes)
VALUES (
  :runID, :now, :session, (SELECT max(step) FROM step WHERE runID = :runID), :cpuSeconds,
  :residentBytes, :machineLoad, :availableBytes, :diskFreeBytes)
ON CONFLICT DO NOTHING
