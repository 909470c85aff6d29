-- Says that nobody records the run any more although it did not end: it reads as crashed.
UPDATE run
SET processID = 0, heartbeatAt = :now, blockedSeconds = blockedSeconds + :blockedSeconds
WHERE id = :runID
