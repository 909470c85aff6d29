-- How a setting (:parameter) of the method and the duality gap at last steps go together, by game.
-- `correlation` is of the logarithms, over runs with a positive setting and gap. A few seeks per run.
SELECT
  run.game, run.method, count(*) AS runs,
  correlation(ln(setting.number), ln(last.dualityGap)) AS correlation,
  slope(ln(setting.number), ln(last.dualityGap)) AS exponent
FROM run
JOIN runParameter AS setting
  ON setting.runID = run.id AND setting.scope = 'method' AND setting.name = :parameter
JOIN step AS last
  ON last.runID = run.id AND last.step = (SELECT max(step) FROM step WHERE runID = run.id)
WHERE setting.number > 0 AND last.dualityGap > 0 AND last.dualityGap < 9e999
GROUP BY run.game, run.method
ORDER BY run.game, run.method
