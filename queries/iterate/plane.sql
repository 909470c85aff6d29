-- The phase portrait of one run (:run): the first coordinate of each player at every step, by step.
-- About 50,000 rows a second. By the primary key.
SELECT minimizer.step, minimizer.value AS x, maximizer.value AS y
FROM coordinate AS minimizer
JOIN coordinate AS maximizer
  ON maximizer.runID = minimizer.runID AND maximizer.step = minimizer.step
WHERE minimizer.runID = :run
  AND minimizer.player = 'minimizer' AND minimizer.coordinateIndex = 0
  AND maximizer.player = 'maximizer' AND maximizer.coordinateIndex = 0
ORDER BY minimizer.step
