-- Each run of one experiment (:experiment) with the settings in which its runs differ, as one object.
-- By run. By the index runByExperiment.
WITH
setting (runID, scope, name, value) AS MATERIALIZED (
  SELECT run.id, 'run', column_.name,
    CASE column_.name WHEN 'game' THEN game WHEN 'method' THEN method ELSE printf('%llu', seed) END
  FROM experiment
  JOIN run ON run.experimentID = experiment.id
  JOIN (SELECT 'game' AS name UNION ALL SELECT 'method' UNION ALL SELECT 'seed') AS column_
  WHERE experiment.name = :experiment
  UNION ALL
  SELECT run.id, scope, runParameter.name, value
  FROM experiment
  JOIN run ON run.experimentID = experiment.id
  JOIN runParameter ON runParameter.runID = run.id
  WHERE experiment.name = :experiment
),
differing (scope, name) AS (
  SELECT scope, name FROM setting
  GROUP BY scope, name
  HAVING count(DISTINCT value) > 1
    OR count(*) < (SELECT count(DISTINCT runID) FROM setting)
)
SELECT runID, json_group_object(name, value) AS settings
FROM (SELECT * FROM setting JOIN differing USING (scope, name) ORDER BY runID, scope, name)
GROUP BY runID
ORDER BY runID
