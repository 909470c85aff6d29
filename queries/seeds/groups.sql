-- Runs that differ by their seed only, as groups: one row each, with the numbers of the runs.
-- The largest group first. One pass over the runs' settings, by the primary key.
WITH setting (runID, text) AS (
  SELECT runID, json_group_array(scope || '.' || name || '=' || value)
  FROM (SELECT * FROM runParameter ORDER BY runID, scope, name)
  GROUP BY runID
)
SELECT game, method, count(*) AS runs, json_group_array(id) AS runIDs
FROM (
  SELECT run.id, run.game, run.method, setting.text
  FROM run LEFT JOIN setting ON setting.runID = run.id
  ORDER BY run.id
)
GROUP BY game, method, text
ORDER BY runs DESC, min(id)
