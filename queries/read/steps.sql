-- Every step's metrics of a run, in order of steps; one range of the primary key.
SELECT * FROM step WHERE runID = :runID ORDER BY step
