-- One metric (:metric) of one run (:run) at every :stride-th step, by step: for plots of long runs.
-- `value` is NULL where `isNaN` is 1. A range of the primary key.
SELECT step, value, isNaN
FROM metric WHERE runID = :run AND name = :metric AND step % :stride = 0
ORDER BY step
