-- The phase portrait of one run (:run): the first coordinate of each player at every step, by step.
-- Steps that the store does not keep are played again from their keyframes.
SELECT
  step.step, max(z.value) FILTER (WHERE z.player = 'minimizer') AS x,
  max(z.value) FILTER (WHERE z.player = 'maximizer') AS y
FROM step JOIN parameters(step.runID, step.step) AS z
WHERE step.runID = :run AND z.coordinateIndex = 0
GROUP BY step.step
ORDER BY step.step
