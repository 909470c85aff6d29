-- The runs that differ from one run (:run) by their seed only, itself among them, by seed.
-- One pass over the runs' settings.
WITH setting (runID, text) AS (
  SELECT runID, json_group_array(scope || '.' || name || '=' || value)
  FROM (SELECT * FROM runParameter ORDER BY runID, scope, name)
  GROUP BY runID
)
SELECT other.id AS runID, other.name, other.seed, other.outcome
FROM run AS this
JOIN run AS other ON other.game = this.game AND other.method = this.method
LEFT JOIN setting AS mine ON mine.runID = this.id
LEFT JOIN setting AS theirs ON theirs.runID = other.id
WHERE this.id = :run AND mine.text IS theirs.text
ORDER BY other.seed, other.id
