-- Every experiment with how many runs it has, newest first.
-- Reads each run once.
SELECT
  experiment.id,
  experiment.name,
  count(run.id) AS runCount,
  count(run.outcome) AS endedCount,
  datetime(max(run.startedAt), 'unixepoch') AS lastStarted
FROM experiment
LEFT JOIN run ON run.experimentID = experiment.id
GROUP BY experiment.id
ORDER BY experiment.id DESC
