-- The λ of a run's proximal gaps, in order. By the primary key.
SELECT penalty, metricName FROM proximalPenalty WHERE runID = :runID ORDER BY ordinal
