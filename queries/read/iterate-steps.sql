-- The steps whose parameters are stored. A range of the primary key.
SELECT step FROM iterate WHERE runID = :runID ORDER BY step
