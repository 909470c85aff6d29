-- How many steps' parameters are stored whole and as deltas, and the bytes of each. Reads the lengths.
SELECT
  (SELECT count(*) FROM iterate WHERE runID = :runID) AS wholeCount,
  (SELECT coalesce(sum(length(minimizer) + length(maximizer)), 0)
    FROM iterate WHERE runID = :runID) AS wholeBytes,
  (SELECT count(*) FROM iterateDelta WHERE runID = :runID) AS deltaCount,
  (SELECT coalesce(sum(length(minimizer) + length(maximizer)), 0)
    FROM iterateDelta WHERE runID = :runID) AS deltaBytes
