-- Every metric of run :run at its last step, by name. One row of a primary key per metric.
SELECT step, name, value, isNaN
FROM metric
WHERE runID = :run AND step = (SELECT max(step) FROM step WHERE runID = :run)
ORDER BY name
