-- Time and digest of a range of steps, by step. Columns are read by position. A range of the primary key.
SELECT step, wallSeconds, digest FROM step
WHERE runID = :runID AND step BETWEEN :first AND :last
ORDER BY step
