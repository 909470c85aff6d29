-- The runs that a run (:run is its number) went on from, and those that went on from it.
-- Generation 0 is the run itself, −1 the one it began with, 1 those that began with it; by generation,
-- then number.
-- By the unique index on uuid and the index runByParent.
WITH RECURSIVE
ancestor (id, generation) AS (
  SELECT id, 0 FROM run WHERE id = :run
  UNION
  SELECT parent.id, ancestor.generation - 1
  FROM ancestor
  JOIN run AS child ON child.id = ancestor.id
  JOIN run AS parent ON parent.uuid = child.parentUUID
),
descendant (id, generation) AS (
  SELECT id, 0 FROM run WHERE id = :run
  UNION
  SELECT child.id, descendant.generation + 1
  FROM descendant
  JOIN run AS parent ON parent.id = descendant.id
  JOIN run AS child ON child.parentUUID = parent.uuid
)
SELECT relative.generation, run.id, run.name, run.method, run.parentStep AS fromStep, run.outcome
FROM (SELECT * FROM ancestor UNION SELECT * FROM descendant) AS relative
JOIN run ON run.id = relative.id
ORDER BY relative.generation, run.id
