-- One metric (:metric) of one run (:run) with its mean over the last :window values, by step.
-- NaN does not count among the numbers. A range of the primary key.
SELECT
  step,
  value,
  avg(value) OVER (ORDER BY step ROWS BETWEEN :window - 1 PRECEDING AND CURRENT ROW) AS movingAverage
FROM metric
WHERE runID = :run AND name = :metric
ORDER BY step
