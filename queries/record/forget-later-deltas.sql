-- Takes out the deltas of steps after one: a crash left them without their metrics.
DELETE FROM iterateDelta WHERE runID = :runID AND step > :step
