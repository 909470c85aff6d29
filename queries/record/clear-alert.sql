-- Takes the open alerts of a kind back at a step.
UPDATE alert SET clearedStep = :step
WHERE runID = :runID AND kind = :kind AND clearedStep IS NULL AND step <= :step
