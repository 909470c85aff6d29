-- The first coordinate of each player of run :run at every step: the phase portrait, in order.
SELECT x.step, x.value AS x, y.value AS y
FROM coordinate AS x
JOIN coordinate AS y USING (runID, step)
WHERE runID = :run
  AND x.player = 'minimizer' AND x.coordinate = 0
  AND y.player = 'maximizer' AND y.coordinate = 0
ORDER BY step
