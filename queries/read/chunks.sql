-- The content of an attached file, piece by piece, in order.
SELECT chunk.data
FROM artifact
JOIN artifactChunk AS chunk ON chunk.contentID = artifact.contentID
WHERE artifact.id = :artifactID
ORDER BY chunk.ordinal
