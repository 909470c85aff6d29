-- One of a run's own metrics at every :stride-th step from :first, and at the step :last, by step.
-- Columns are read by position. A range of the primary key.
SELECT measured.step, measured.value, measured.isNaN
FROM customMetric
JOIN customMetricValue AS measured ON measured.metricID = customMetric.id
WHERE customMetric.runID = :runID AND customMetric.id = :metricID
  AND measured.step BETWEEN :first AND :last
  AND ((measured.step - :first) % :stride = 0 OR measured.step = :last)
ORDER BY measured.step
