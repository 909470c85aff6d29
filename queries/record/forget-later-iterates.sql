-- Takes out the parameters of steps after one: a crash left them without their metrics.
DELETE FROM iterate WHERE runID = :runID AND step > :step
