-- All metrics of one run (:run) from step :first to step :last, a row per step, by step.
-- A range of the primary key.
SELECT * FROM step WHERE runID = :run AND step BETWEEN :first AND :last ORDER BY step
