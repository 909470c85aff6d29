-- How runs ended, by game, method and step size, and in how many steps: to look at after a sweep.
-- A few seeks per run.
SELECT game, method, stepSize.number AS stepSize, status, count(*) AS runs,
  min(lastStep) AS fewestSteps, max(lastStep) AS mostSteps
FROM runSummary
LEFT JOIN runParameter AS stepSize
  ON stepSize.runID = runSummary.id AND stepSize.scope = 'method' AND stepSize.name = 'stepSize'
GROUP BY game, method, stepSize.number, status
ORDER BY game, method, stepSize.number, status
