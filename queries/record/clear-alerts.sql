-- Takes all open alerts of a run back at its last step: it converged after all.
UPDATE alert SET clearedStep = (SELECT max(step) FROM step WHERE runID = :runID)
WHERE runID = :runID AND clearedStep IS NULL
