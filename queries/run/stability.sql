-- How runs ended, by game, method and step size, and in how many steps: the table to look at after
-- a sweep.
SELECT game, method, CAST(stepSize.value AS REAL) AS stepSize, status, count(*) AS runs,
  min(lastStep) AS fewestSteps, max(lastStep) AS mostSteps
FROM runSummary
LEFT JOIN runParameter AS stepSize
  ON stepSize.runID = runSummary.id AND stepSize.scope = 'method' AND stepSize.name = 'stepSize'
GROUP BY game, method, CAST(stepSize.value AS REAL), status
ORDER BY game, method, CAST(stepSize.value AS REAL), status
