-- What kind of equilibrium each run is near at its last step, to within a gap of :tolerance, by run.
-- `nash`, else `proximal` with the greatest λ whose gap is that small, else `stackelberg`, else `none`;
-- runs without gaps are left out. A few seeks per run.
SELECT
  run.id AS runID, run.game, run.method,
  CASE
    WHEN last.dualityGap <= :tolerance THEN 'nash'
    WHEN greatest.penalty IS NOT NULL THEN 'proximal'
    WHEN last.primalGap <= :tolerance THEN 'stackelberg'
    ELSE 'none'
  END AS kind,
  greatest.penalty, last.primalGap, last.dualityGap
FROM run
JOIN step AS last
  ON last.runID = run.id AND last.step = (SELECT max(step) FROM step WHERE runID = run.id)
LEFT JOIN proximalGap AS greatest
  ON greatest.runID = run.id AND greatest.step = last.step
  AND greatest.penalty = (
    SELECT max(penalty) FROM proximalGap
    WHERE runID = run.id AND step = last.step AND value <= :tolerance)
WHERE last.dualityGap IS NOT NULL OR last.primalGap IS NOT NULL OR greatest.penalty IS NOT NULL
ORDER BY run.id
