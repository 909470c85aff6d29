-- The parameters of a run, in listing order within each scope.
SELECT scope, name, value FROM runParameter WHERE runID = :runID ORDER BY scope, position
