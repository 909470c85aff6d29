-- The last analysed step of every run, by run: which kind of point it is and its λ*.
-- Reads every analysis in the store.
SELECT runID, run.name, run.game, run.method, max(step) AS step, kind, proximalOrder, sentence
FROM localAnalysis
JOIN run ON run.id = runID
GROUP BY runID
ORDER BY runID
