-- The numbers of the runs that :text names: by number, else by UUID or its first 4 or more
-- characters, else by name. The best kind of match alone counts.
SELECT id, kind, label FROM (
  SELECT id, 1 AS kind, name AS label FROM run WHERE CAST(id AS TEXT) = :text
  UNION ALL
  SELECT id, 2, uuid FROM run WHERE length(:text) >= 4 AND lower(uuid) GLOB lower(:text) || '*'
  UNION ALL
  SELECT id, 3, name FROM run WHERE name = :text
)
ORDER BY kind, id
