-- The value of a run's own metric at one step. Parameters are bound by position.
INSERT INTO customMetricValue (metricID, step, value, isNaN)
VALUES (:metricID, :step, :value, :isNaN)
