-- A run's known equilibria, in order. By the primary key.
SELECT kind, proximalOrder, note, profile
FROM knownEquilibrium WHERE runID = :runID ORDER BY ordinal
