-- Where a run stands: its last durable step in full. Three seeks.
SELECT
  checkpoint.step, step.wallSeconds, iterate.minimizer, iterate.maximizer, checkpoint.methodMemory
FROM checkpoint
JOIN step ON step.runID = checkpoint.runID AND step.step = checkpoint.step
JOIN iterate ON iterate.runID = checkpoint.runID AND iterate.step = checkpoint.step
WHERE checkpoint.runID = :runID
