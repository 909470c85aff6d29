-- Every metric of one run (:run) at its last step, by name.
-- `value` is NULL where `isNaN` is 1. A few seeks.
SELECT step, name, value, isNaN
FROM metric
WHERE runID = :run AND step = (SELECT max(step) FROM step WHERE runID = :run)
ORDER BY name
