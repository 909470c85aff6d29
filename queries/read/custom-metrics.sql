-- A run's own metrics, in the order in which they were first recorded.
SELECT id, name FROM customMetric WHERE runID = :runID ORDER BY id
