-- Hands the run to another process, as if it had never stopped.
UPDATE run
SET host = :host, processID = :processID, bootID = :bootID, heartbeatAt = :now,
  endedAt = NULL, outcome = NULL, sessionCount = sessionCount + 1
WHERE id = :runID
RETURNING sessionCount, systemSampleSeconds
