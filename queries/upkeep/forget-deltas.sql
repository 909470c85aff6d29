-- Takes out all deltas of a run.
DELETE FROM iterateDelta WHERE runID = :runID
