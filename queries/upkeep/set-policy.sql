-- Says which parameters of a run are kept now.
UPDATE run SET parameterPolicy = :policy WHERE id = :runID
