-- The parameters of one step as deltas. Parameters are bound by position, as those of insert-iterate.
INSERT OR REPLACE INTO iterateDelta (runID, step, minimizer, maximizer, checksum)
VALUES (:runID, :step, :minimizer, :maximizer, :checksum)
