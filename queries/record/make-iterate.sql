-- The table of whole parameters in a run's own file; its rows have the number 0 for the run.
CREATE TABLE IF NOT EXISTS iterate (
  runID INTEGER NOT NULL,
  step INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  minimizer BLOB NOT NULL,
  maximizer BLOB NOT NULL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID
