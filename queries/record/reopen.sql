-- Hands a stopped run to the process that continues it.
UPDATE run
SET outcome = NULL, endedAt = NULL, heartbeatAt = :now,
  host = :host, processID = :processID, bootID = :bootID
WHERE id = :runID
