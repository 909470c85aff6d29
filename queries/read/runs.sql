-- Every run with its first and last step, by number. Uses the primary key of `step` twice per run.
SELECT
  run.*,
  experiment.name AS experiment,
  (SELECT min(step) FROM step WHERE runID = run.id) AS firstStep,
  (SELECT max(step) FROM step WHERE runID = run.id) AS lastStep
FROM run
JOIN experiment ON experiment.id = run.experimentID
WHERE :runID IS NULL OR run.id = :runID
ORDER BY run.id
