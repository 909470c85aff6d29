-- The metric :metric of run :run at every step, in order of steps. One range of a primary key.
-- Metrics are the columns of `step`, and proximalGap(λ).
SELECT step, value, isNaN
FROM metric
WHERE runID = :run AND name = :metric
ORDER BY step
