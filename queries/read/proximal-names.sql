-- The names of all recorded proximal gaps with their λ, each once. One pass over the declared penalties.
SELECT DISTINCT metricName, penalty FROM proximalPenalty ORDER BY penalty
