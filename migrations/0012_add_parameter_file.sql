-- Every step's parameters in fewer bytes, and beside the store where they are large. A run under the
-- policy `compressed` has rows in `iterate` for some steps (whole) and rows in `iterateDelta` for the
-- others: what the codec of docs/parameters.md makes of a step and the two before it. Large parameters of
-- every step stand in a file per run (`parameterPlace`), which has the same two tables: its pages can be
-- large, it is removed in an instant, and several recorders do not wait for each other. Pruning is
-- said on the run (`prunedEvery`) and no longer changes its policy.

ALTER TABLE run ADD COLUMN parameterPlace TEXT NOT NULL DEFAULT 'store'
  CHECK (parameterPlace IN ('store', 'file'));
ALTER TABLE run ADD COLUMN prunedEvery INTEGER;

CREATE TABLE iterateDelta (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  minimizer BLOB NOT NULL,
  maximizer BLOB NOT NULL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;
