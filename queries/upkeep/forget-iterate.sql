-- Takes out the whole parameters of one step.
DELETE FROM iterate WHERE runID = :runID AND step = :step
