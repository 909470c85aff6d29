-- How far an acknowledged step of a run can be trusted, and what recording cost its trainer.

ALTER TABLE run ADD COLUMN durability TEXT NOT NULL DEFAULT 'full'
  CHECK (durability IN ('full', 'normal'));
ALTER TABLE run ADD COLUMN blockedSeconds REAL NOT NULL DEFAULT 0;
