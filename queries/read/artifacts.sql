-- The files attached to a run, those of the whole run first, then by step and name.
SELECT
  artifact.id, artifact.runID, artifact.step, artifact.name, artifact.mediaType,
  content.sha256, content.byteCount
FROM artifact
JOIN artifactContent AS content ON content.id = artifact.contentID
WHERE artifact.runID = :runID
ORDER BY artifact.step, artifact.name
