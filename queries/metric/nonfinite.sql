-- Where each metric of one run (:run) first became NaN, and where it first was infinite, by name.
-- One pass over the run.
SELECT
  name,
  min(CASE WHEN isNaN THEN step END) AS firstNaN,
  sum(isNaN) AS nans,
  min(CASE WHEN abs(value) = 9e999 THEN step END) AS firstInfinite,
  count(CASE WHEN abs(value) = 9e999 THEN 1 END) AS infinities
FROM metric
WHERE runID = :run
GROUP BY name
HAVING nans > 0 OR infinities > 0
ORDER BY name
