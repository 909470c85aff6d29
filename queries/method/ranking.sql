-- Methods and step sizes of one game (:game) by the median of a built-in metric (:metric) at last steps.
-- Mean and standard deviation are over the runs; the least median first. A few seeks per run.
WITH ended (method, outcome, stepSize, value) AS (
  SELECT run.method, run.outcome, stepSize.number,
    CASE :metric
      WHEN 'payoff' THEN payoff
      WHEN 'minimizerLoss' THEN minimizerLoss
      WHEN 'maximizerLoss' THEN maximizerLoss
      WHEN 'minimizerGradientNorm' THEN minimizerGradientNorm
      WHEN 'maximizerGradientNorm' THEN maximizerGradientNorm
      WHEN 'fieldNorm' THEN fieldNorm
      WHEN 'equilibriumDistance' THEN equilibriumDistance
      WHEN 'dualityGap' THEN dualityGap
      WHEN 'primalGap' THEN primalGap
    END
  FROM run
  LEFT JOIN step AS last
    ON last.runID = run.id AND last.step = (SELECT max(step) FROM step WHERE runID = run.id)
  LEFT JOIN runParameter AS stepSize
    ON stepSize.runID = run.id AND stepSize.scope = 'method' AND stepSize.name = 'stepSize'
  WHERE run.game = :game
)
SELECT
  method, stepSize, count(*) AS runs, median(value) AS median, avg(value) AS mean,
  stddev(value) AS stddev,
  count(CASE WHEN outcome IN ('diverged', 'nonfinite') THEN 1 END) AS failures
FROM ended
GROUP BY method, stepSize
ORDER BY median IS NULL, median, method, stepSize
