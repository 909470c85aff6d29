-- The runs in which a metric (:metric) was measured, by its smallest value, with the step of it.
-- Reads that metric of every step in the store.
WITH smallest (runID, best, step) AS (
  SELECT runID, min(value), step FROM metric WHERE name = :metric GROUP BY runID
)
SELECT runID, run.name, run.game, run.method, best, step
FROM smallest
JOIN run ON run.id = runID
ORDER BY best IS NULL, best, runID
