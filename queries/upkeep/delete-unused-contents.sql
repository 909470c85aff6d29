-- Takes out the contents of files that no run has any more.
DELETE FROM artifactContent WHERE id NOT IN (SELECT contentID FROM artifact)
