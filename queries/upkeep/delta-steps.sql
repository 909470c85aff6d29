-- The steps of one run whose parameters are stored as deltas, by step. A range of the primary key.
SELECT step FROM iterateDelta WHERE runID = :runID ORDER BY step
