-- A run's settings, in listing order. By the primary key.
SELECT scope, name, value FROM runParameter WHERE runID = :runID ORDER BY scope, ordinal
