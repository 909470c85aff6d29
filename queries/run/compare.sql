-- Two runs (:left, :right) side by side: the settings in which they differ, then last metrics.
-- A cell is NULL where a run has no such setting or metric, or the metric is NaN. By primary keys.
WITH
side (runID, isLeft, lastStep) AS (
  SELECT id, id = :left, (SELECT max(step) FROM step WHERE runID = run.id)
  FROM run WHERE id IN (:left, :right)
),
fact (isLeft, section, name, value) AS (
  SELECT isLeft, 'run', 'game', game FROM side JOIN run ON run.id = runID
  UNION ALL
  SELECT isLeft, 'run', 'method', method FROM side JOIN run ON run.id = runID
  UNION ALL
  SELECT isLeft, 'run', 'seed', seed FROM side JOIN run ON run.id = runID
  UNION ALL
  SELECT isLeft, scope, name, value FROM side JOIN runParameter USING (runID)
  UNION ALL
  SELECT isLeft, 'last step', name, value
  FROM side JOIN metric ON metric.runID = side.runID AND metric.step = side.lastStep
),
pair (section, name, leftValue, rightValue) AS (
  SELECT section, name, max(CASE WHEN isLeft THEN value END),
    max(CASE WHEN NOT isLeft THEN value END)
  FROM fact GROUP BY section, name
)
SELECT section, name, leftValue, rightValue
FROM pair
WHERE leftValue IS NOT rightValue OR section = 'last step'
ORDER BY section = 'last step', section, name
