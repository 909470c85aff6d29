-- A built-in metric (:metric) over the runs that differ from one run (:run) by their seed only, by step.
-- Median and the quartiles over the seeds at every step. A range of the primary key per run.
WITH
setting (runID, text) AS (
  SELECT runID, json_group_array(scope || '.' || name || '=' || value)
  FROM (SELECT * FROM runParameter ORDER BY runID, scope, name)
  GROUP BY runID
),
member (runID) AS MATERIALIZED (
  SELECT other.id
  FROM run AS this
  JOIN run AS other ON other.game = this.game AND other.method = this.method
  LEFT JOIN setting AS mine ON mine.runID = this.id
  LEFT JOIN setting AS theirs ON theirs.runID = other.id
  WHERE this.id = :run AND mine.text IS theirs.text
),
point (step, value) AS (
  SELECT step.step,
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
  FROM member
  CROSS JOIN step ON step.runID = member.runID
)
SELECT
  step, count(value) AS runs, min(value) AS least, quantile(value, 0.25) AS q25,
  median(value) AS median, quantile(value, 0.75) AS q75, max(value) AS greatest
FROM point
GROUP BY step
ORDER BY step
