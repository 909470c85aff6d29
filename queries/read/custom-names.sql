-- The names of all metrics of the recorders' own, each once. One pass over the declared names.
SELECT DISTINCT name FROM customMetric ORDER BY name
