-- The number of the newest run; no row in an empty store. One seek.
SELECT id FROM run ORDER BY id DESC LIMIT 1
