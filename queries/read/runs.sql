-- The runs numbered :first to :last with their first and last step, by number.
-- A few seeks per run.
SELECT
  run.*,
  experiment.name AS experiment,
  (SELECT min(step) FROM step WHERE runID = run.id) AS firstStep,
  (SELECT max(step) FROM step WHERE runID = run.id) AS lastStep,
  (SELECT group_concat(tag, char(10)) FROM (
    SELECT tag FROM runTag WHERE runID = run.id ORDER BY tag)) AS tags
FROM run
JOIN experiment ON experiment.id = run.experimentID
WHERE run.id BETWEEN :first AND :last
ORDER BY run.id
