-- A run is one seeded execution of a training. Everything that is fixed before its first step is
-- kept in plain columns and rows, so that a stranger can find a run, read how it was made and play
-- it again with any SQLite client. Instants are Unix seconds (REAL): ages and durations are a
-- subtraction, and `datetime(startedAt, 'unixepoch')` prints them.

CREATE TABLE experiment (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  createdAt REAL NOT NULL
) STRICT;

-- Numbers are never given twice, even after the newest run was deleted: people write them down, and a
-- recorder knows its run by them.
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  experimentID INTEGER NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  game TEXT NOT NULL,
  method TEXT NOT NULL,
  seed INTEGER NOT NULL,
  minimizerCount INTEGER NOT NULL CHECK (minimizerCount >= 0),
  maximizerCount INTEGER NOT NULL CHECK (maximizerCount >= 0),
  gapDomain TEXT,
  host TEXT NOT NULL,
  processID INTEGER NOT NULL,
  bootID TEXT NOT NULL,
  version TEXT NOT NULL,
  gitCommit TEXT,
  commandLine TEXT NOT NULL,
  startedAt REAL NOT NULL,
  heartbeatAt REAL NOT NULL,
  endedAt REAL,
  outcome TEXT
    CHECK (outcome IN ('converged', 'stepLimit', 'diverged', 'nonfinite', 'interrupted')),
  sessionCount INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX runByExperiment ON run (experimentID);
CREATE INDEX runByName ON run (name);

-- `value` is the text that reads back to the same bits; `number` lets SQL compare and sort
-- settings: a text equals its numeric cast only if all of it is a number.
CREATE TABLE runParameter (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  scope TEXT NOT NULL CHECK (scope IN ('game', 'method', 'training')),
  name TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  value TEXT NOT NULL,
  number REAL GENERATED ALWAYS AS (
    CASE WHEN value = CAST(value AS NUMERIC) THEN CAST(value AS REAL) END) STORED,
  PRIMARY KEY (runID, scope, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE knownEquilibrium (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  proximalOrder REAL,
  note TEXT NOT NULL,
  profile TEXT NOT NULL,
  PRIMARY KEY (runID, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE proximalPenalty (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  penalty REAL NOT NULL,
  metricName TEXT NOT NULL,
  PRIMARY KEY (runID, ordinal),
  UNIQUE (runID, penalty)
) STRICT, WITHOUT ROWID;
