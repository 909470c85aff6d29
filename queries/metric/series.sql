-- One metric (:metric) of one run (:run) at every step, by step.
-- `value` is NULL where `isNaN` is 1. A range of the primary key.
SELECT step, value, isNaN FROM metric WHERE runID = :run AND name = :metric ORDER BY step
