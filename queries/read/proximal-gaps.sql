-- One λ's proximal gap at every step of a run, in order of steps; one range of the primary key.
SELECT step, value, isNaN FROM proximalGap
WHERE runID = :runID AND penalty = :penalty ORDER BY step
