-- The settings in which the runs of one experiment (:experiment) differ, with their values.
-- The one with the most values first. By the index runByExperiment.
SELECT scope, name, count(DISTINCT value) AS valueCount, json_group_array(DISTINCT value) AS "values"
FROM (
  SELECT scope, runParameter.name, value
  FROM experiment
  JOIN run ON run.experimentID = experiment.id
  JOIN runParameter ON runParameter.runID = run.id
  WHERE experiment.name = :experiment
  ORDER BY scope, runParameter.name, number, value
)
GROUP BY scope, name
HAVING count(DISTINCT value) > 1
ORDER BY valueCount DESC, scope, name
