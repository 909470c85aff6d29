-- Leaves out the parameters of all steps before one, of a run that keeps the newest only.
DELETE FROM iterate WHERE runID = :runID AND step < :step
