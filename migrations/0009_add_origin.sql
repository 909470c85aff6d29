-- A run may begin with the whole state of another one's step instead of its game's start. The other
-- run is named by its UUID, because it may live in another store, or be gone.

ALTER TABLE run ADD COLUMN parentUUID TEXT;
ALTER TABLE run ADD COLUMN parentStep INTEGER;

CREATE INDEX runByParent ON run (parentUUID) WHERE parentUUID IS NOT NULL;
