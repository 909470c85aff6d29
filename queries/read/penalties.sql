-- The λ whose proximal gaps a run records, in their order.
SELECT penalty FROM runPenalty WHERE runID = :runID ORDER BY position
