-- One metric (:metric) of one run (:run) with its mean over the last :window values, by step.
-- NaN does not count among the numbers; infinities are told apart, as a running sum would never lose one
-- again. A range of the primary key.
SELECT
  step,
  value,
  CASE
    WHEN count(*) FILTER (WHERE value IN (9e999, -9e999)) OVER recent = 0 THEN
      avg(value) FILTER (WHERE value NOT IN (9e999, -9e999)) OVER recent
    WHEN count(*) FILTER (WHERE value = -9e999) OVER recent = 0 THEN 9e999
    WHEN count(*) FILTER (WHERE value = 9e999) OVER recent = 0 THEN -9e999
  END AS movingAverage
FROM metric
WHERE runID = :run AND name = :metric
WINDOW recent AS (ORDER BY step ROWS BETWEEN :window - 1 PRECEDING AND CURRENT ROW)
ORDER BY step
