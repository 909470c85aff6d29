-- One piece of a content.
INSERT INTO artifactChunk (contentID, ordinal, data) VALUES (:contentID, :ordinal, :data)
