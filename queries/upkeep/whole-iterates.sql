-- The parameters that are stored whole, of one run, with their checksum, by step. Read by position.
SELECT step, checksum, minimizer, maximizer FROM iterate WHERE runID = :runID ORDER BY step
