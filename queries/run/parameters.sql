-- Every parameter of run :run, of its game, its method and its training, in listing order.
SELECT scope, name, value
FROM runParameter
WHERE runID = :run
ORDER BY scope, position
