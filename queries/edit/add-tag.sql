-- Gives a run a tag, if it has not got it.
INSERT INTO runTag (runID, tag) VALUES (:runID, :tag) ON CONFLICT DO NOTHING
