-- What a run is and how it stands, apart from what happens at each step: a run is described once,
-- before its first step, so that every later question can lean on it. Times are unix seconds, which
-- sort and subtract in plain SQL; datetime(startedAt, 'unixepoch') shows one.
PRAGMA application_id = 1524488890;

CREATE TABLE experiment (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  experimentID INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
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
  outcome TEXT CHECK (
    outcome IN ('converged', 'stepLimit', 'diverged', 'nonfinite', 'interrupted')
  )
) STRICT;

CREATE INDEX runOnExperiment ON run (experimentID, startedAt);
CREATE INDEX runOnName ON run (name);

CREATE TABLE runParameter (
  runID INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  scope TEXT NOT NULL CHECK (scope IN ('game', 'method', 'training')),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (runID, scope, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE runPenalty (
  runID INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  position INTEGER NOT NULL,
  penalty REAL NOT NULL CHECK (penalty >= 0),
  PRIMARY KEY (runID, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE knownEquilibrium (
  runID INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('nash', 'proximal', 'stationary')),
  proximalOrder REAL,
  note TEXT NOT NULL,
  profile BLOB NOT NULL,
  PRIMARY KEY (runID, position)
) STRICT, WITHOUT ROWID;
