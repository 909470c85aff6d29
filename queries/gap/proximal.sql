-- The proximal gaps of one run (:run), for each penalty λ at every step, by step and λ.
-- `value` is NULL where `isNaN` is 1. A range of the primary key.
SELECT step, penalty, value, isNaN FROM proximalGap WHERE runID = :run ORDER BY step, penalty
