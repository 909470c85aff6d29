-- What the gaps of one run (:run) say in words, by step and λ.
-- The best of what was measured at each. A range of the primary key.
SELECT step, metricName, value, reading FROM gapReading WHERE runID = :run ORDER BY step, penalty
