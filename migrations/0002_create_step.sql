-- What happens at each step. One wide row per step is nine times as fast to write, and half as large,
-- as a row per metric, and the view `metric` shows it as one. Parameters stand apart, so that reading
-- a metric of a long run never reads them. All are clustered by (runID, step): a run is written in
-- one place and read as one range.
--
-- SQLite has no NaN and stores it as NULL. `nanMask` keeps the two apart: bit k is set where the k-th
-- metric column, counted from 0, was NaN; NULL without the bit was not measured. ±Inf is stored as is.
CREATE TABLE step (
  runID INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL CHECK (step >= 0),
  wallSeconds REAL NOT NULL,
  nanMask INTEGER NOT NULL DEFAULT 0,
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
  runID INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL,
  penalty REAL NOT NULL,
  value REAL,
  isNaN INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (runID, step, penalty)
) STRICT, WITHOUT ROWID;

-- Little-endian 64-bit floats, x and y in full.
CREATE TABLE iterate (
  runID INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL,
  minimizer BLOB NOT NULL,
  maximizer BLOB NOT NULL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;

-- What the method carries beyond the iterate, at the last durable step only: it is replaced in the
-- transaction that makes that step durable, so that a run always continues from its last step.
CREATE TABLE checkpoint (
  runID INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  step INTEGER NOT NULL,
  methodMemory BLOB NOT NULL
) STRICT;
