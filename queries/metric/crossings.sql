-- The steps of one run (:run) at which a metric (:metric) came to be at most :threshold, or above it.
-- By step. A range of the primary key.
WITH side (step, value, isBelow, wasBelow) AS (
  SELECT step, value, value <= :threshold, lag(value <= :threshold) OVER (ORDER BY step)
  FROM metric
  WHERE runID = :run AND name = :metric AND value IS NOT NULL
)
SELECT step, value, iif(isBelow, 'below', 'above') AS nowIs
FROM side
WHERE isBelow <> wasBelow
ORDER BY step
