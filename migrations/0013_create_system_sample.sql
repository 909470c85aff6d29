-- What the recording process took of its machine, and where each later session of a run went on: who asks
-- why a run was slow, or where it stopped, should find it in the record.

ALTER TABLE run ADD COLUMN systemSampleSeconds REAL NOT NULL DEFAULT 0
  CHECK (systemSampleSeconds >= 0);

CREATE TABLE systemSample (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  sampledAt REAL NOT NULL,
  session INTEGER NOT NULL,
  step INTEGER,
  cpuSeconds REAL NOT NULL,
  residentBytes INTEGER,
  machineLoad REAL,
  availableBytes INTEGER,
  diskFreeBytes INTEGER,
  PRIMARY KEY (runID, sampledAt)
) STRICT, WITHOUT ROWID;

CREATE TABLE resumption (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  session INTEGER NOT NULL,
  step INTEGER NOT NULL,
  resumedAt REAL NOT NULL,
  PRIMARY KEY (runID, session)
) STRICT, WITHOUT ROWID;
