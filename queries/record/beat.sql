-- Says that the recorder is alive.
UPDATE run SET heartbeatAt = :now WHERE id = :runID
