-- Steps per second of each run over its whole record, by run.
-- Two rows of a primary key per run.
SELECT last.runID, last.step AS lastStep, last.wallSeconds,
  (last.step - first.step) / nullif(last.wallSeconds - first.wallSeconds, 0) AS stepsPerSecond
FROM run
CROSS JOIN step AS first
  ON first.runID = run.id AND first.step = (SELECT min(step) FROM step WHERE runID = run.id)
CROSS JOIN step AS last
  ON last.runID = run.id AND last.step = (SELECT max(step) FROM step WHERE runID = run.id)
ORDER BY last.runID
