-- The runs in which a metric (:metric) was measured, by its smallest value, with the first step of it.
-- A search of the primary key for each run, from its first step to its last, since any may hold the least;
-- then one that ends at the least. Where the metric is always NaN, `best` is NULL.
WITH
smallest (runID, best) AS MATERIALIZED (
  SELECT id, (
    SELECT value FROM metric
    WHERE runID = run.id AND name = :metric
    ORDER BY value NULLS LAST LIMIT 1)
  FROM run
),
place (runID, best, step) AS MATERIALIZED (
  SELECT runID, best, (
    SELECT step FROM metric
    WHERE runID = smallest.runID AND name = :metric AND value IS smallest.best
    ORDER BY step LIMIT 1)
  FROM smallest
)
SELECT runID, run.name, run.game, run.method, best, step
FROM place
JOIN run ON run.id = runID
WHERE step IS NOT NULL
ORDER BY best IS NULL, best, runID
