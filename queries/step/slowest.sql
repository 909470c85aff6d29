-- The ten steps of one run (:run) that took longest, with their seconds, the longest first.
-- A range of the primary key.
SELECT step, wallSeconds - lag(wallSeconds) OVER (ORDER BY step) AS seconds
FROM step
WHERE runID = :run
ORDER BY seconds DESC, step
LIMIT 10
