-- What theory knows of a run's game, in its order.
SELECT kind, proximalOrder, note, profile
FROM knownEquilibrium WHERE runID = :runID ORDER BY position
