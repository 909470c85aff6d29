-- Smallest and largest value of each metric of run :run, and the mean, by name. NaN does not count.
-- One pass over the run.
SELECT name, min(value) AS least, avg(value) AS mean, max(value) AS greatest,
  count(value) AS numbers, sum(isNaN) AS nans
FROM metric
WHERE runID = :run
GROUP BY name
ORDER BY name
