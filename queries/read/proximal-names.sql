-- The names of all recorded proximal gaps, each once. One pass over the declared penalties.
SELECT DISTINCT metricName FROM proximalPenalty ORDER BY metricName
