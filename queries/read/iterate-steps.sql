-- The steps whose parameters are stored, whole or as deltas, by step. Two ranges of primary keys.
SELECT step FROM iterate WHERE runID = :runID
UNION ALL
SELECT step FROM iterateDelta WHERE runID = :runID
ORDER BY step
