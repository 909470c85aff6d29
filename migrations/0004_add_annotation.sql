-- What people say of a run afterwards: words to find it by, a note, and that it is put away. A run
-- that is put away keeps its record, and is left out of lists that do not ask for it.

ALTER TABLE run ADD COLUMN note TEXT;
ALTER TABLE run ADD COLUMN archivedAt REAL;

CREATE TABLE runTag (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (runID, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX runTagByTag ON runTag (tag);
