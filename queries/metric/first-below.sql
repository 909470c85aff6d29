-- The first step at which a metric (:metric) was at most :threshold, for each run that got there.
-- By run. One pass over every run.
SELECT runID, min(step) AS step
FROM metric
WHERE name = :metric AND value <= :threshold
GROUP BY runID
ORDER BY runID
