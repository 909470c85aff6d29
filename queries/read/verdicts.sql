-- The verdicts on a run, that on both players first, the longest first. By the primary key.
SELECT * FROM verdict WHERE runID = :runID ORDER BY players, fromStep
