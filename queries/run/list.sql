-- All runs.
SELECT 1
