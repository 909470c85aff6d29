-- Attaches a stored content to a run, in the place of one of the same name and step.
INSERT INTO artifact (runID, step, name, mediaType, contentID, attachedAt)
VALUES (
  :runID, :step, :name, :mediaType,
  (SELECT id FROM artifactContent WHERE sha256 = :sha256), :now)
ON CONFLICT (runID, name, ifnull(step, -1)) DO UPDATE
SET mediaType = excluded.mediaType, contentID = excluded.contentID,
  attachedAt = excluded.attachedAt
