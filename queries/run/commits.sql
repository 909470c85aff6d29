-- The commits that runs were made from, with how many runs and how they ended, newest first.
-- One pass over the runs.
SELECT
  coalesce(gitCommit, 'none') AS gitCommit, version, count(*) AS runs,
  count(CASE WHEN outcome IN ('diverged', 'nonfinite') THEN 1 END) AS failures,
  min(id) AS firstRun, max(id) AS lastRun
FROM run
GROUP BY gitCommit, version
ORDER BY lastRun DESC
