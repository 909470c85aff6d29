-- The table in a run's own file that says whose parameters it holds; its one row has the number 0.
CREATE TABLE IF NOT EXISTS run (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL,
  minimizerCount INTEGER NOT NULL,
  maximizerCount INTEGER NOT NULL,
  parameterFormat TEXT NOT NULL
) STRICT
