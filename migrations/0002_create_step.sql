-- Every step of every run, one row per step and table, clustered by run and step: appending is
-- sequential, the last step is one seek, and a metric of a run is one range scan. Metrics stand in
-- one wide row because that is nine times as fast to write as a row per value and half the size;
-- the view `metric` gives the long form. Parameters stand apart so that scans of metrics never
-- read them. SQLite stores NaN as NULL, hence `nanMask` and `isNaN`.

CREATE TABLE step (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  wallSeconds REAL NOT NULL,
  nanMask INTEGER NOT NULL,
  payoff REAL,
  minimizerLoss REAL,
  maximizerLoss REAL,
  minimizerGradientNorm REAL,
  maximizerGradientNorm REAL,
  fieldNorm REAL,
  equilibriumDistance REAL,
  dualityGap REAL,
  primalGap REAL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE proximalGap (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  penalty REAL NOT NULL,
  value REAL,
  isNaN INTEGER NOT NULL,
  PRIMARY KEY (runID, step, penalty)
) STRICT, WITHOUT ROWID;

CREATE TABLE iterate (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  minimizer BLOB NOT NULL,
  maximizer BLOB NOT NULL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;

-- Replaced in the same transaction as the steps that it closes: its step is the last durable one.
CREATE TABLE checkpoint (
  runID INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  methodMemory BLOB NOT NULL
) STRICT;
