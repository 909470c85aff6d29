-- Deletes a run; its rows in all other tables go with it.
DELETE FROM run WHERE id = :runID
