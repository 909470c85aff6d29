-- How the runs of each game and method ended: a count for each way, by game and method.
-- One pass over the runs.
SELECT
  game, method, count(*) AS runs,
  count(CASE outcome WHEN 'converged' THEN 1 END) AS converged,
  count(CASE outcome WHEN 'stepLimit' THEN 1 END) AS stepLimit,
  count(CASE outcome WHEN 'diverged' THEN 1 END) AS diverged,
  count(CASE outcome WHEN 'nonfinite' THEN 1 END) AS nonfinite,
  count(CASE outcome WHEN 'interrupted' THEN 1 END) AS interrupted,
  count(CASE WHEN outcome IS NULL THEN 1 END) AS notEnded
FROM run
GROUP BY game, method
ORDER BY game, method
