-- Least, mean and greatest value of each metric of one run (:run), by name.
-- NaN does not count among the numbers; it is counted apart. One pass over the run.
SELECT name, min(value) AS least, avg(value) AS mean, max(value) AS greatest,
  count(value) AS numbers, sum(isNaN) AS nans
FROM metric
WHERE runID = :run
GROUP BY name
ORDER BY name
