-- Quantiles of a metric (:metric) of one run (:run) over its steps, in one row.
-- NaN does not count among the numbers. One pass over a range of the primary key.
SELECT
  count(value) AS points, min(value) AS least, quantile(value, 0.05) AS q05,
  quantile(value, 0.25) AS q25, median(value) AS median, quantile(value, 0.75) AS q75,
  quantile(value, 0.95) AS q95, max(value) AS greatest, avg(value) AS mean, stddev(value) AS stddev
FROM metric
WHERE runID = :run AND name = :metric
