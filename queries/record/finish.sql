-- Says how the run ended.
UPDATE run SET outcome = :outcome, endedAt = :now, heartbeatAt = :now WHERE id = :runID
