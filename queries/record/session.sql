-- Which opening of the record is the current one; no row if the run was deleted.
SELECT sessionCount FROM run WHERE id = :runID
