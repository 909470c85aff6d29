-- Takes a tag from a run, if it has it.
DELETE FROM runTag WHERE runID = :runID AND tag = :tag
