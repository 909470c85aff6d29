-- The steps of a run's whole states, by step. A range of the primary key.
SELECT step FROM keyframe WHERE runID = :runID ORDER BY step
