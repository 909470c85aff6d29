-- The parameters of one step. Parameters are bound by position.
INSERT OR REPLACE INTO iterate (runID, step, minimizer, maximizer, checksum)
VALUES (:runID, :step, :minimizer, :maximizer, :checksum)
