-- The number of a run's own metric, which is given on the first use of its name.
INSERT INTO customMetric (runID, name) VALUES (:runID, :name)
ON CONFLICT (runID, name) DO UPDATE SET name = excluded.name
RETURNING id
