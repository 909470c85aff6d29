-- How many contents no run has any more, and their bytes.
SELECT count(*) AS contentCount, coalesce(sum(byteCount), 0) AS byteCount
FROM artifactContent WHERE id NOT IN (SELECT contentID FROM artifact)
