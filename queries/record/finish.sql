-- Says how a run ended.
UPDATE run SET outcome = :outcome, endedAt = :now, heartbeatAt = :now WHERE id = :runID
