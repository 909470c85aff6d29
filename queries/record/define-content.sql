-- Makes room for a content; no row if it is stored already.
INSERT INTO artifactContent (sha256, byteCount) VALUES (:sha256, :byteCount)
ON CONFLICT (sha256) DO NOTHING
RETURNING id
