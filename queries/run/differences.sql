-- The parameters in which runs :run and :other differ, with both values, by scope and name.
SELECT scope, name, max(value) FILTER (WHERE runID = :run) AS value,
  max(value) FILTER (WHERE runID = :other) AS otherValue
FROM runParameter
WHERE runID IN (:run, :other)
GROUP BY scope, name
HAVING count(*) = 1 OR min(value) <> max(value)
ORDER BY scope, name
