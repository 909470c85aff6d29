-- The first step at which a metric (:metric) was at most :threshold, for each run that got there.
-- By run. A search of the primary key for each run, in the order of steps, that ends there: a run that never
-- got there is read whole.
WITH crossing (runID, step) AS MATERIALIZED (
  SELECT id, (
    SELECT step FROM metric
    WHERE runID = run.id AND name = :metric AND value <= :threshold
    ORDER BY step LIMIT 1)
  FROM run
)
SELECT runID, step FROM crossing WHERE step IS NOT NULL ORDER BY runID
