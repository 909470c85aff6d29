-- The proximal gap of one step and λ. Parameters are bound by position.
INSERT INTO proximalGap (runID, step, penalty, value, isNaN)
VALUES (:runID, :step, :penalty, :value, :isNaN)
