-- Says of every how many steps a run still has its parameters; 0 for its newest whole state alone.
UPDATE run SET prunedEvery = :every WHERE id = :runID
