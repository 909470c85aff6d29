-- How fast a metric (:metric) of one run (:run) falls or grows from step :first on: the slope of ln |value|.
-- `factorPerStep` is below 1 where it falls; `fit` is r², 1 for a pure exponential. A range of the
-- primary key.
SELECT
  count(*) AS points,
  slope(step, ln(abs(value))) AS ratePerStep,
  exp(slope(step, ln(abs(value)))) AS factorPerStep,
  pow(correlation(step, ln(abs(value))), 2) AS fit
FROM metric
WHERE runID = :run AND name = :metric AND step >= :first AND value <> 0 AND abs(value) < 9e999
