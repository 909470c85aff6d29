-- Says how the run ended, and adds up how long its trainer waited for the store.
UPDATE run
SET outcome = :outcome, endedAt = :now, heartbeatAt = :now,
  blockedSeconds = blockedSeconds + :blockedSeconds
WHERE id = :runID
