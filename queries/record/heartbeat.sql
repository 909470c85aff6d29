-- Says that the run's process is alive.
UPDATE run SET heartbeatAt = :now WHERE id = :runID
