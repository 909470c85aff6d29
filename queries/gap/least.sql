-- The least proximal gap that each run had, for each λ, and its step: by run and λ.
-- One pass over the proximal gaps of each run, by the primary key.
SELECT run.id AS runID, run.game, run.method, gap.penalty, min(gap.value) AS least, gap.step
FROM run
CROSS JOIN proximalGap AS gap ON gap.runID = run.id
WHERE gap.value IS NOT NULL
GROUP BY run.id, gap.penalty
ORDER BY run.id, gap.penalty
