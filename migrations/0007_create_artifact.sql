-- Files that belong to a run or to one of its steps. Equal contents are stored once, whichever runs
-- they belong to: a content is known by its SHA-256, and lies in pieces of 256 KiB, so that nobody
-- needs all of it in memory, and none meets SQLite's bound on the length of a BLOB.

CREATE TABLE artifactContent (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  byteCount INTEGER NOT NULL
) STRICT;

CREATE TABLE artifactChunk (
  contentID INTEGER NOT NULL REFERENCES artifactContent (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (contentID, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE artifact (
  id INTEGER PRIMARY KEY,
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER,
  name TEXT NOT NULL,
  mediaType TEXT NOT NULL,
  contentID INTEGER NOT NULL REFERENCES artifactContent (id),
  attachedAt REAL NOT NULL
) STRICT;

CREATE UNIQUE INDEX artifactByRun ON artifact (runID, name, ifnull(step, -1));
CREATE INDEX artifactByContent ON artifact (contentID);
