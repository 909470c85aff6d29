-- Where a run stands: the last durable step, its parameters and what the method carries.
SELECT checkpoint.step, wallSeconds, minimizer, maximizer, methodMemory
FROM checkpoint
JOIN step USING (runID, step)
JOIN iterate USING (runID, step)
WHERE checkpoint.runID = :runID
