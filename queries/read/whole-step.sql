-- The newest step at or before one whose parameters are stored whole, and whether that step's own are
-- stored as deltas. Two seeks.
SELECT
  (SELECT max(step) FROM iterate WHERE runID = :runID AND step <= :step) AS whole,
  EXISTS (SELECT 1 FROM iterateDelta WHERE runID = :runID AND step = :step) AS isDelta
